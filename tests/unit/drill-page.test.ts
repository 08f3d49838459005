/** The pure parts of the drill page: what is typed, how it looks, and what the end says. */
import { describe, expect, it } from "vitest";
import type { DrillPart } from "../../app/contracts/practice.ts";
import { MAX_KEYS_PER_SECOND } from "../../app/engine/limits.ts";
import { changesOf, comparedWith, comparisonText } from "../../app/routes/practice/comparison.ts";
import { DrillRun } from "../../app/routes/practice/drill-run.ts";
import { piecesOf, sheetParts } from "../../app/routes/practice/sheet-lines.ts";
import { textTask } from "../../app/routes/practice/text-of-the-moment.ts";
import { formatKeys, keyName, parseKeys } from "../../app/ui/keyboard/key-names.ts";

const part = (text: string, first_line = 1, rich_in: string[] = []): DrillPart => ({
  category: "loops",
  text,
  first_line,
  rich_in,
});

const TEXT = "if a:\n    b()";

/** Types keys 200 ms apart, from `at` on. */
function type(run: DrillRun, keys: string[], at = 1_000) {
  return keys.map((key, index) => run.press(key, at + 200 * index, at + 200 * index));
}
const keysOf = (run: DrillRun) => run.keys.map(({ key }) => key);

describe("a drill that is typed", () => {
  it("is done with its last key, and its log begins when the session did", () => {
    const run = new DrillRun([TEXT], 400);
    expect(keysOf(run).join("")).toBe("if a:Enterb()");
    const pressed = type(run, keysOf(run));
    expect(pressed.at(-1)).toBe("done");
    expect(run.isDone).toBe(true);
    expect(run.log[0]).toEqual([600, "i"]);
    expect(run.endedAt).toBe(600 + 200 * 8);
    expect(run.figures().words_per_minute).toBeCloseTo((9 / 5) * (60_000 / 1_600), 6);
    expect(run.press("x", 9_000, 9_000)).toBe("dropped");
  });

  it("keeps the caret where a wrong key fell, and remembers the place", () => {
    const run = new DrillRun([TEXT], 0);
    expect(type(run, ["i", "g", "f"])).toEqual(["hit", "miss", "hit"]);
    expect([...run.missed]).toEqual([1]);
    expect(run.figures().errors).toEqual([{ expected: "f", typed: "g", count: 1 }]);
  });

  it("begins again under the same session: the log is empty, and the clock runs on", () => {
    const run = new DrillRun([TEXT], 0);
    type(run, ["i", "g"]);
    run.restart();
    expect([run.next, run.isBegun, run.missed.size]).toEqual([0, false, 0]);
    type(run, ["i", "f"], 5_000);
    expect(run.log).toEqual([
      [5_000, "i"],
      [5_200, "f"],
    ]);
    expect(run.figures().words_per_minute).toBeCloseTo((2 / 5) * (60_000 / 200), 6);
  });

  it("drops keys that are faster than the server accepts, and times that run backwards", () => {
    const run = new DrillRun(["a".repeat(60)], 0);
    const pressed = Array.from({ length: 60 }, () => run.press("a", 500, 500));
    expect(pressed.filter((result) => result === "hit")).toHaveLength(MAX_KEYS_PER_SECOND - 1);
    run.press("a", 2_000, 2_000);
    run.press("a", 1_900, 2_100);
    expect(run.log.slice(-2).map(([t]) => t)).toEqual([2_000, 2_000]);
  });
});

describe("the sheet", () => {
  const texts = [part(TEXT, 12), part("x = 1", 3, ["="])];
  const run = new DrillRun(
    texts.map(({ text }) => text),
    0,
  );
  const parts = sheetParts(texts, [[[0, 2, "word"]], []], run.keys);
  const [first, second] = parts[0]?.lines ?? [];

  it("numbers the lines as in their file, and knows which keys are typed in each", () => {
    const lines = parts.flatMap((one) => one.lines);
    expect(lines.map(({ number }) => number)).toEqual([12, 13, 3]);
    expect(lines.map(({ from, to, enter }) => [from, to, enter])).toEqual([
      [0, 6, 5],
      [6, 10, 9],
      [10, 15, undefined],
    ]);
  });

  it("colours code as its highlights say, and mint once it is typed", () => {
    if (!first || !second) throw new Error("no lines");
    expect(piecesOf(first, 0, new Set())).toEqual([
      { look: "caret", missed: false, text: "i" },
      { look: "word", missed: false, text: "f" },
      { look: "plain", missed: false, text: " a:" },
    ]);
    expect(
      piecesOf(first, 4, new Set([1])).map(({ look, missed, text }) => [look, missed, text]),
    ).toEqual([
      ["done", false, "i"],
      ["done", true, "f"],
      ["done", false, " a"],
      ["caret", false, ":"],
    ]);
    expect(piecesOf(second, 6, new Set())[0]).toEqual({
      look: "plain",
      missed: false,
      text: "    ",
    });
  });
});

describe("a text of the moment", () => {
  it("is typed as it was pasted, with blanks for tabs and plain quotes", () => {
    const task = textTask("\n\tsay(“hi”)\r\n\n", "PYTHON", 0);
    expect(task).toMatchObject({ session: null, unstored: "text" });
    expect("parts" in task && task.parts[0]?.text).toBe('    say("hi")');
  });

  it("is refused with the reason if it is empty, too long, or cannot be typed", () => {
    const problemOf = (text: string) => {
      const task = textTask(text, "PYTHON", 0);
      return "problem" in task ? task.problem : undefined;
    };
    expect(problemOf(" \n ")).toBe("Paste some code first");
    expect(problemOf("a\n".repeat(201))).toBe("At most 200 lines");
    expect(problemOf("a".repeat(16_001))).toBe("At most 16,000 characters");
    expect(problemOf("ok()\nsay('🐛')")).toBe("Line 2: no key types “🐛”");
  });
});

describe("lists of keys", () => {
  it("are written with blanks between, and names for Space and Enter", () => {
    const keys = ["{", "=>", " ", "Enter", ", "];
    expect(formatKeys(keys)).toBe("{ => Space Enter ,␣");
    expect(parseKeys(formatKeys(keys))).toEqual({ keys });
    expect(parseKeys("space  ENTER {  {")).toEqual({ keys: [" ", "Enter", "{"] });
    expect(keyName("\n")).toBe("Enter");
  });

  it("say what is wrong with them", () => {
    expect(parseKeys("{ abc").problem).toBe("“abc” is neither a key nor two in a row");
    expect(parseKeys("a b c d e f")).toEqual({
      keys: ["a", "b", "c", "d", "e"],
      problem: "At most 5 keys at once",
    });
  });
});

const PLAIN = { guest: false, kind: "plain" } as const;

describe("what got better", () => {
  const figures = { words_per_minute: 44.1, accuracy_percentage: 97, consistency: 70 };

  it("names what is better than the mean of the drills before, and what is not", () => {
    const before = [
      { words_per_minute: 38, accuracy_percentage: 98, consistency: 70.5 },
      { words_per_minute: 42, accuracy_percentage: 98, consistency: 70.5 },
    ];
    expect(comparisonText(changesOf(figures, before), comparedWith(2, "Python", PLAIN))).toBe(
      "4.1 WPM faster than your last 2 Python drills, though 1.0 points less accurate.",
    );
  });

  it("does not call chance an improvement", () => {
    const before = [{ words_per_minute: 43.9, accuracy_percentage: 97.2, consistency: 69.5 }];
    expect(
      comparisonText(
        changesOf(figures, before),
        comparedWith(1, "React", { ...PLAIN, guest: true }),
      ),
    ).toBe("About as your last React drill of this visit.");
  });

  it("has nothing to say of the first drill", () => {
    expect(changesOf(figures, [])).toEqual([]);
  });
});
