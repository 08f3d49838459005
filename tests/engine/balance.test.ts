/** The balance of the current engine, on a sample of what `npm run bench:balance` measures. */
import { describe, expect, it } from "vitest";
import { DIFFICULTIES } from "../../app/engine/plan.ts";
import { aimsOf, fits, missOf, type Table } from "../../scripts/benchmarks/balance/aims.ts";
import { SKILLS, worthOf } from "../../scripts/benchmarks/balance/exploits.ts";
import { mediansOf, simulateCell } from "../../scripts/benchmarks/balance/simulate.ts";

/** A speed that fits each difficulty. */
const SPEEDS = [25, 45, 70, 110];
/** Runs in each language. The medians of so few runs may miss an aim by a tenth. */
const RUNS = 6;
const TOLERANCE = 0.1;

describe("the balance", () => {
  it("meets its aims for a player of each difficulty", () => {
    const table = Object.fromEntries(
      DIFFICULTIES.map((difficulty) => [
        difficulty,
        SPEEDS.map((wpm) => mediansOf(simulateCell({ difficulty, wpm, errors: 30 }, RUNS))),
      ]),
    ) as Table;
    const aims = aimsOf(table, SPEEDS);
    expect(aims.length).toBeGreaterThan(16);
    expect(aims.filter((aim) => missOf(aim, -TOLERANCE) > 0)).toEqual([]);
  });

  it("rewards players who choose well among the bugs that can still be fixed", () => {
    const [, choosing] = SKILLS;
    if (!choosing) throw new Error("no strategy");
    const gains = DIFFICULTIES.map((difficulty, index) => {
      const wpm = SPEEDS[index] ?? 0;
      expect(fits(difficulty, wpm)).toBe(true);
      return worthOf(choosing, { difficulty, wpm, errors: 30 }, RUNS).run;
    });
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(1.08);
  });
});
