import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { highlight } from "../../app/code/highlight.ts";
import { statementStarts } from "../../app/code/statements.ts";
import { fittingDifficulty } from "../../app/contracts/fitting-difficulty.ts";
import { rememberedChoice, startChoice } from "../../app/contracts/start-choice.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { linesOf } from "../../app/routes/home/demo/code-pieces.ts";
import { DEMOS, planOf } from "../../app/routes/home/demo/contents.ts";
import { DemoRun } from "../../app/routes/home/demo/demo-run.ts";

const runIn = (language: Language) =>
  new DemoRun(currentEngine, planOf(language, currentEngine.version));

/** Returns the keys that type `code`. */
const keysOf = (code: string) =>
  code.split(/\n */).flatMap((line, index) => [...(index > 0 ? ["Enter"] : []), ...line]);

/** Types the demo's bug, a key each `gap` milliseconds, with `wrong` keys before each correct one. */
function typeAll(run: DemoRun, gap: number, wrong = 0): void {
  const keys = keysOf(run.bug.code).flatMap((key) => [...Array(wrong).fill("#"), key]);
  for (const [index, key] of keys.entries()) run.press(key, 5_000 + index * gap);
}

describe.each(LANGUAGES)("the demo in %s", (language) => {
  const { code, highlight: ranges, waiting } = DEMOS[language];

  it("is code of the seed, in whole statements and in the server's colours", () => {
    const folder = new URL(`../../seed/snippets/${language.toLowerCase()}/easy/`, import.meta.url);
    const withoutIndent = (text: string) => text.replace(/^ +/gm, "");
    const seed = readdirSync(folder).map((name) =>
      withoutIndent(readFileSync(new URL(name, folder), "utf8")),
    );
    for (const text of [code, ...waiting]) {
      expect(
        seed.some((file) => file.includes(withoutIndent(text))),
        text,
      ).toBe(true);
    }
    expect(statementStarts(code, language)[0]).toBe(0);
    expect(ranges).toEqual(highlight(code, language));
  });

  it("is dealt by the engine as it is drawn: the first bug is the one to type, then those nearest", () => {
    const run = runIn(language);
    expect(run.bug.code).toBe(code);
    expect(run.bug.kind).toBe("bug");
    currentEngine.advance(run.state, 6_000);
    expect(run.state.bugs.map((bug) => bug.code)).toEqual([code, ...waiting.slice(0, 2)]);
    expect(run.state.wave).toBe(1);
  });

  it("is fixed by its keys, for 60 points", () => {
    const run = runIn(language);
    for (const [index, key] of keysOf(code).entries()) {
      const lines = linesOf(code, ranges, run.view.caret);
      const end = lines.find(({ end }) => end === "caret");
      const atCaret = lines.flatMap(({ pieces }) => pieces).find(({ look }) => look === "caret");
      expect(end ? "Enter" : atCaret?.text).toBe(key);
      run.press(key, index * 100);
    }
    expect(run.view).toMatchObject({ points: 60, accuracy: 1, caret: code.length });
    expect(run.view.wpm).toBeCloseTo(120, 0);
    expect(run.view.score).toBeGreaterThan(60);
  });
});

describe("the run of the demo", () => {
  it("is lost by nobody: not by a thousand wrong keys, not by a night away", () => {
    const run = runIn("REACT");
    for (let key = 0; key < 1_000; key += 1) run.press("#", key * 2_000);
    run.press("f", 1e8);
    expect(run.state.over).toBeNull();
    expect(run.state.damage_taken).toBe(0);
    expect(run.view).toMatchObject({ caret: 1, points: undefined, wrong: undefined });
  });

  it("measures the typing: from the first key on, and a pause as two seconds", () => {
    const run = runIn("PYTHON");
    for (const [index, key] of ["d", "e", "f", " ", "g"].entries()) run.press(key, index * 200);
    expect(run.view.wpm).toBeCloseTo(60, 5);
    run.press("c", 60_000);
    // Five keys in 2.8 seconds.
    expect(run.view.wpm).toBeCloseTo(60_000 / 2_800, 5);
    run.press("#", 60_100);
    expect(run.view).toMatchObject({ wrong: "#", combo: 0 });
    expect(run.view.accuracy).toBeCloseTo(6 / 7, 5);
  });

  it("proposes what fits the speed, and where two fit the harder one for steady typing", () => {
    const at = (gap: number, wrong = 0) => {
      const run = runIn("PYTHON");
      typeAll(run, gap, wrong);
      return fittingDifficulty(run.view.wpm, run.view.accuracy ?? 0);
    };
    // 12,000 ms by the gap are words a minute.
    expect([at(400), at(300), at(180), at(120)]).toEqual(["EASY", "NORMAL", "HARD", "EXPERT"]);
    expect(at(180, 2)).toBe("EASY");
    const both = [34.9, 35, 54.9, 57, 79.9, 82].map((wpm) => fittingDifficulty(wpm, 0.97));
    expect(both).toEqual(["EASY", "NORMAL", "NORMAL", "HARD", "HARD", "EXPERT"]);
    expect([57, 60, 82, 85].map((wpm) => fittingDifficulty(wpm, 0.9))).toEqual([
      "NORMAL",
      "HARD",
      "HARD",
      "EXPERT",
    ]);
  });
});

describe("what a form that starts a run preselects", () => {
  it("is NORMAL Python for a stranger", () => {
    expect(startChoice(null, undefined, rememberedChoice(null))).toEqual({
      language: "PYTHON",
      difficulty: "NORMAL",
    });
  });

  it("is what the account prefers, else played last, else what the browser remembers", () => {
    const remembered = rememberedChoice("a=b; __Host-difficulty=EASY; __Host-language=REACT");
    expect(remembered).toEqual({ language: "REACT", difficulty: "EASY" });
    const last = { language: "TYPESCRIPT", difficulty: "HARD" } as const;
    expect(startChoice({ language: null }, null, remembered)).toEqual(remembered);
    expect(startChoice({ language: null }, last, remembered)).toEqual(last);
    expect(startChoice({ difficulty: "EXPERT" }, last, remembered)).toEqual({
      language: "TYPESCRIPT",
      difficulty: "EXPERT",
    });
  });

  it("ignores a cookie that names nothing", () => {
    expect(rememberedChoice("__Host-difficulty=HARDEST; __Host-language=")).toEqual({
      language: null,
      difficulty: null,
    });
  });
});
