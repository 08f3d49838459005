/** The end of a drill: what it offers next, and whether the drilled keys got better. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { confusionsOf } from "../../app/engine/drills/figures.ts";
import { type DrillChoice, fieldsOf } from "../../app/routes/practice/choice.ts";
import { comparedWith } from "../../app/routes/practice/comparison.ts";
import { isComparable } from "../../app/routes/practice/drill-kind.ts";
import { DrillRun } from "../../app/routes/practice/drill-run.ts";
import { Confusions } from "../../app/routes/practice/end-sections.tsx";
import { noWeakKeyText } from "../../app/routes/practice/kind-cards.tsx";
import { type NextDrill, nextDrills } from "../../app/routes/practice/next-drill.ts";
import { changeText, targetChanges, toneOf } from "../../app/routes/practice/target-changes.ts";
import { adviceOf } from "../../app/routes/practice/what-next.ts";

const CHOICE: DrillChoice = {
  kind: "plain",
  language: "TYPESCRIPT",
  difficulty: "HARD",
  category: "closures",
  keys: [],
  text: "",
  text_id: undefined,
};
const ended = (change: Partial<DrillChoice> = {}, targets: string[] = [], title?: string) => ({
  choice: { ...CHOICE, ...change },
  targets,
  title,
});
const label = (next: NextDrill | undefined) =>
  next && [next.verb, next.code, next.more].filter(Boolean).join(" ");
const labels = (...args: Parameters<typeof nextDrills>) => {
  const { first, other } = nextDrills(...args);
  return [label(first), label(other)];
};

const press = (expected: string, typed: string) => ({
  ...{ t: 0, expected, typed, before: null, ms: null, recovery_ms: null, place: null },
});

describe("the buttons at the end of a drill", () => {
  it("begin with the advised key, in code of any difficulty; the same kind again is the other", () => {
    expect(labels(ended(), ["("])).toEqual(["Drill (", "Next TypeScript drill"]);
    expect(fieldsOf(nextDrills(ended(), ["("]).first.choice)).toEqual({
      ...{ language: "TYPESCRIPT", focus: "keys", keys: "(" },
    });
    expect(nextDrills(ended(), ["("]).other?.choice).toEqual(CHOICE);
  });

  it("say of the key that was just drilled that it is drilled once more, as the sentence does", () => {
    const focused = ended({ kind: "keys", keys: ["("] }, ["("]);
    expect(labels(focused, ["("])).toEqual(["Drill ( once more", "Next TypeScript drill"]);
    const others = ended({ kind: "keys", keys: ["{", "=>"] }, ["{", "=>"]);
    expect(labels(others, ["("])).toEqual(["Drill (", "Drill { => once more"]);
    const weak = ended({ kind: "weak_keys" }, ["(", ")"]);
    expect(labels(weak, [")"])).toEqual(["Drill ) once more", "Drill weak keys"]);
  });

  it("lead on to other code where no key stands out any more, as the sentence does", () => {
    const focused = ended({ kind: "keys", keys: ["("] }, ["("]);
    expect(labels(focused, [])).toEqual(["Next TypeScript drill", "Drill ( once more"]);
    const { text } = adviceOf(
      {
        ...{ presses: new Array(60).fill(press("a", "a")), accuracy: 100 },
        ...{ kind: "keys", targets: ["("] },
      },
      { guest: false },
    );
    expect(text).toBe("No key stands out any more: go on with code of everything.");
    expect(nextDrills(focused, []).first.choice.kind).toBe("plain");
  });

  it("go back to the difficulty that was chosen, after a drill of keys in code of any", () => {
    const drill = nextDrills(ended(), ["("]).first.choice;
    const { other } = nextDrills({ choice: drill, targets: ["("], title: undefined }, ["("]);
    expect(other && fieldsOf(other.choice)).toMatchObject({
      ...{ focus: "plain", difficulty: "HARD", category: "closures" },
    });
  });

  it("drill several keys where a kind of key was advised", () => {
    expect(labels(ended(), ["(", "}"])).toEqual(["Drill ( }", "Next TypeScript drill"]);
    const focused = ended({ kind: "keys", keys: ["}", "("] }, ["}", "("]);
    expect(labels(focused, ["(", "}"])).toEqual(["Drill ( } once more", "Next TypeScript drill"]);
  });

  it("name an own text, and never call it the next drill", () => {
    const own = ended({ kind: "own", text_id: "1" }, [], "Ledger");
    expect(labels(own, [])).toEqual(["Type Ledger again", undefined]);
    expect(labels(own, ["("])).toEqual(["Drill (", "Type Ledger again"]);
    expect(nextDrills(own, ["("]).first.choice.text_id).toBeUndefined();
    expect(labels(ended({ kind: "text" }), [])).toEqual(["Type it again", undefined]);
  });
});

describe("a drilled key", () => {
  const before = [
    { key: "(", presses: 28, errors: 3, mean_ms: 464 },
    { key: "()", presses: 0, errors: 0, mean_ms: null },
    { key: "~", presses: 9, errors: 0, mean_ms: 300 },
  ];

  /** Types `a()` so often, `(` in `ms`, once with a wrong key before. */
  function typed(times: number, ms: number) {
    const run = new DrillRun([Array(times).fill("a()").join(" ")], 0);
    let t = 0;
    for (const [index, { key }] of run.keys.entries()) {
      t += key === "(" ? ms : 200;
      if (index === 1) run.press("x", t, t);
      run.press(key, t, t);
    }
    return run.presses;
  }

  it("is compared with what it was before: its time, and how often it was wrong", () => {
    const [paren, pair, ...others] = targetChanges(typed(11, 394), before);
    if (!paren || !pair) throw new Error("no changes");
    expect(changeText(paren)).toBe("464 → 394 ms, 8% wrong (10% before)");
    expect(toneOf(paren)).toBe("better");
    expect(changeText(pair)).toBe("200 ms, for the first time, 0% wrong");
    // `~` was not asked for.
    expect(others).toEqual([]);
  });

  it("that took about as long is neither better nor worse", () => {
    const [same] = targetChanges(typed(8, 460), before);
    const [worse] = targetChanges(typed(8, 520), before);
    expect([same && toneOf(same), worse && toneOf(worse)]).toEqual([undefined, "worse"]);
    // Slower and cleaner is both.
    const clumsy = [{ key: "(", presses: 6, errors: 4, mean_ms: 300 }];
    const [mixed] = targetChanges(typed(8, 394), clumsy);
    expect(mixed && toneOf(mixed)).toBeUndefined();
  });
});

describe("what was hit instead of what", () => {
  it("begins with what came most, and goes on by the key that was due", () => {
    const found = confusionsOf([..."zyxba"].map((key) => press(key, "q")).concat(press("b", "q")));
    expect(found.map(({ expected }) => expected)).toEqual(["b", "a", "x", "y", "z"]);
  });

  it("can be opened where it is long: the rest is there too", () => {
    const errors = confusionsOf([..."abcdefghij"].map((key) => press(key, "q")));
    const html = renderToStaticMarkup(createElement(Confusions, { errors, keys: 100 }));
    expect(html).toMatch(/<details><summary[^>]*>2 more pairs<\/summary>.*<kbd>j<\/kbd>/);
  });
});

describe("drills before", () => {
  const past = (
    focus: "plain" | "weak_keys" | { keys: string[] },
    text_title: string | null = null,
  ) => ({
    focus,
    text_title,
  });
  const part = { category: "loops", text: "a", first_line: 1, rich_in: [] };
  const plain = { parts: [{ ...part, snippet_id: "1" }], targets: [] };
  const focused = { ...plain, targets: ["("] };
  const own = { parts: [{ ...part, category: "Ledger" }], targets: [] };
  const all = [past("plain"), past("weak_keys"), past({ keys: ["{"] }), past("plain", "Ledger")];

  it("are compared with drills of their kind alone: focused code is slower", () => {
    const comparable = (task: Parameters<typeof isComparable>[1]) =>
      all.map((one) => isComparable(one, task));
    expect(comparable(plain)).toEqual([true, false, false, false]);
    expect(comparable(focused)).toEqual([false, true, true, false]);
    expect(comparable(own)).toEqual([false, false, false, true]);
    expect(isComparable(past("plain", "Other"), own)).toBe(false);
    expect(isComparable(past("plain"), { ...own, unstored: "text" })).toBe(false);
  });

  it("are named with their kind", () => {
    expect(comparedWith(3, "Python", { guest: false, kind: "focused" })).toBe(
      "your last 3 Python drills of weak or chosen keys",
    );
  });
});

describe("the card of weak keys", () => {
  it("says how many keys are missing, of which language, and what is typed until then", () => {
    expect(noWeakKeyText({ language: "TYPESCRIPT", typed: 120 })).toBe(
      "None known in TypeScript yet: 120 of about 250 keys typed, and each language counts its own. Until one is known, it is code of everything.",
    );
    expect(noWeakKeyText({ language: "PYTHON", typed: 900 })).toContain("after 900 keys");
  });
});
