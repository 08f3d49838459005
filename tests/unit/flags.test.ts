/** The texts of flags, which moderators read, against the rules that set them. */
import { describe, expect, it } from "vitest";
import { collectEvidence } from "../../app/.server/games/plausibility/evidence.ts";
import { RULES, readingsOf } from "../../app/.server/games/plausibility/rules.ts";
import { COARSE_GRID } from "../../app/contracts/evidence.ts";
import { FLAGS } from "../../app/routes/admin/shared/flags.ts";

describe("the texts of flags", () => {
  it.each(RULES.map(({ name }) => name))("explain the rule %s, and what it measures", (name) => {
    const { text, figure } = FLAGS[name] ?? {};
    expect(text).toMatch(/^[A-Z].{20,}\.$/);
    expect(figure?.what).toMatch(/^[a-z].{5,}[^.]$/);
    expect(figure?.unit).toBeDefined();
  });

  it.each(["copy", "overlap", "late", "speed"])("explain %s, which is no rule", (name) => {
    expect(FLAGS[name]?.text).toMatch(/^[A-Z].{20,}\.$/);
  });

  it("are each about one flag, and none about a rule that is gone", () => {
    const texts = Object.values(FLAGS).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    const rules = new Set(RULES.map(({ name }) => name));
    const measured = Object.values(FLAGS).filter(({ figure }) => figure);
    expect(measured.filter(({ name }) => !rules.has(name))).toEqual([]);
  });
});

describe("the grid from which a clock is called coarse", () => {
  it("is that from which the rules read no single gaps", () => {
    const { gaps, ...evidence } = collectEvidence().finish(600_000);
    const read = (grid: number) =>
      readingsOf({ ...evidence, hits: 5_000, grid, gaps: { ...gaps, count: 5_000 } }).find(
        ({ name }) => name === "near_zero_gaps",
      )?.value;
    expect([read(COARSE_GRID - 1), read(COARSE_GRID)]).toEqual([0, null]);
  });
});
