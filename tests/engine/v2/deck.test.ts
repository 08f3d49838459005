/** The hunks that bugs of version 2 carry. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Plan } from "../../../app/engine/plan.ts";
import type { Hunk } from "../../../app/engine/state.ts";
import { type Cursor, refill, takeBossHunks } from "../../../app/engine/v2/deck.ts";
import { start } from "../../../app/engine/v2/state.ts";
import { bugOf, fixNearest, planOf } from "../../support/field-v2.ts";
import { createPlan } from "../../support/plans.ts";

/** Returns the first `count` hunks of the plan, of at least `leastKeys` keys. */
function hunksOf(plan: Plan, leastKeys: number, count: number): Hunk[] {
  const cursor: Cursor = { snippet: 0, line: 0 };
  const hunks: Hunk[] = [];
  while (hunks.length < count) {
    const deck: Hunk[] = [];
    refill(plan, deck, cursor, leastKeys);
    if (deck.length === 0) break;
    hunks.push(...deck);
  }
  return hunks.slice(0, count);
}

const codesOf = (plan: Plan, leastKeys: number, count: number) =>
  hunksOf(plan, leastKeys, count).map(({ code }) => code);

describe("a hunk", () => {
  it("has as many whole lines as it takes for its keys", () => {
    // Each line takes ten keys with its Enter.
    const plan = planOf("aaaaa = 1\nbbbbb = 2\nccccc = 3\nddddd = 4\neeeee = 5");
    expect(codesOf(plan, 20, 2)).toEqual(["aaaaa = 1\nbbbbb = 2", "ccccc = 3\nddddd = 4"]);
    expect(codesOf(plan, 10, 3)).toEqual(["aaaaa = 1", "bbbbb = 2", "ccccc = 3"]);
  });

  it.each(LANGUAGES)(
    "begins with a statement of its snippet, and ends with one (%s)",
    (language) => {
      const plan = createPlan({ language, difficulty: "HARD" });
      for (const { snippets, line, code } of hunksOf(plan, 36, 100)) {
        const { snippet_text = "", statement_starts } = plan.snippets[snippets[0] ?? 0] ?? {};
        const lines = snippet_text.split("\n");
        expect(statement_starts).toContain(line);
        let end = line + code.split("\n").length;
        while (end < lines.length && lines[end]?.trim() === "") end += 1;
        expect([...(statement_starts ?? []), lines.length]).toContain(end);
      }
    },
  );

  it("has no more than six lines, unless a statement has more", () => {
    const lines = Array.from({ length: 20 }, (_, index) => `x${index}`);
    for (const code of codesOf(planOf(lines.join("\n")), 100, 3)) {
      expect(code.split("\n").length).toBeLessThanOrEqual(6);
    }
    const long = { category: "", snippet_text: lines.join("\n"), statement_starts: [0, 15] };
    expect(codesOf({ ...planOf(), snippets: [long] }, 100, 2)).toEqual([
      lines.slice(0, 15).join("\n"),
      lines.slice(15).join("\n"),
    ]);
  });

  it("says the line of its snippet at which it begins", () => {
    const plan = planOf("\naa = 1\n\n    bb = 2", "cc = 3");
    expect(hunksOf(plan, 5, 3).map(({ snippets, line }) => [...snippets, line])).toEqual([
      [0, 1],
      [0, 3],
      [1, 0],
    ]);
  });

  it("is shown as it is typed: without the indentation of all its lines, and with one blank for many", () => {
    const plan = planOf("\n    if a  ==  1:  # why\n        b()\n\n");
    expect(codesOf(plan, 50, 1)).toEqual(["if a == 1: # why\n    b()"]);
  });

  it("takes a rest along that would be too short for a bug", () => {
    expect(codesOf(planOf("const items = load();\n}"), 10, 1)).toEqual([
      "const items = load();\n}",
    ]);
  });

  it("is never empty, whatever the starts of statements are", () => {
    const starts = fc.array(fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double()));
    const text = fc.array(fc.constantFrom("", "  ", "a b", "  c(d)", "}"), { maxLength: 10 });
    fc.assert(
      fc.property(starts, text, fc.nat(60), (statement_starts, lines, leastKeys) => {
        const snippet = { category: "", snippet_text: lines.join("\n"), statement_starts };
        const hunks = hunksOf({ ...planOf(), snippets: [snippet] }, leastKeys, 30);
        for (const { tokens } of hunks) expect(tokens.length).toBeGreaterThan(0);
        const hasCode = lines.some((line) => line.trim() !== "");
        expect(hunks).toHaveLength(hasCode ? 30 : 0);
      }),
    );
  });
});

describe("the hunks of a boss", () => {
  const plan = planOf("a1 = 1\na2 = 2\na3 = 3", "b1 = 1\nb2 = 2\nb3 = 3");
  const sizes = { phases: 2, leastKeys: 7, bossKeys: 14 };

  it("begin with the next whole snippet; what is left of the present one is still dealt", () => {
    const deck: Hunk[] = [];
    const cursor = { snippet: 0, line: 1 };
    const hunks = takeBossHunks(plan, deck, cursor, sizes);
    expect(hunks.map(({ code }) => code)).toEqual(["b1 = 1\nb2 = 2", "b3 = 3"]);
    expect(deck.map(({ code }) => code)).toEqual(["a2 = 2", "a3 = 3"]);
  });

  it("come from the deck when the plan has no whole snippet left", () => {
    const deck: Hunk[] = [];
    const cursor = { snippet: 1, line: 1 };
    const hunks = takeBossHunks(plan, deck, cursor, sizes);
    expect(hunks.map(({ code }) => code)).toEqual(["b2 = 2", "b3 = 3"]);
    expect(deck).toEqual([]);
  });
});

describe("a run", () => {
  it("deals no line twice before it has dealt all of the plan, bosses included", () => {
    const texts = Array.from({ length: 30 }, (_, snippet) =>
      Array.from({ length: 6 }, (_, line) => `a${snippet}_${line} = value + ${line}`).join("\n"),
    );
    for (const seed of [1, 2, 3]) {
      const state = start({ ...planOf(...texts), seed });
      const dealt: string[] = [];
      while (dealt.length < 180 && !state.over) {
        // Nobody is so fast for so long.
        state.integrity = 100;
        fixNearest(state, 30, (event) => {
          if (event.type !== "spawn" && event.type !== "phase") return;
          const { code } = bugOf(state, event.bug);
          dealt.push(...code.split("\n").filter((line) => line.includes("=")));
        });
      }
      expect(state.wave).toBeGreaterThan(5);
      expect(new Set(dealt.slice(0, 180)).size).toBe(180);
    }
  });

  it("goes on with the same code when a plan has only one token", () => {
    const state = start(planOf("x"));
    for (let fixes = 0; fixes < 40; fixes += 1) fixNearest(state, 10);
    expect(state).toMatchObject({ kills: 40, correct_keys: 40 });
  });
});
