import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestIndex, scaleOf, xOf } from "../../app/ui/chart/scale.ts";

describe("a chart's scale", () => {
  it("holds every value between its ends, with few and even ticks", () => {
    const values = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (some) => {
        const { ticks, y } = scaleOf(some);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect([y(ticks[0] ?? 0), y(ticks.at(-1) ?? 0)]).toEqual([100, 0]);
        for (const value of some) {
          expect(y(value)).toBeGreaterThanOrEqual(0);
          expect(y(value)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it.each([
    [
      [61.2, 48, 75.5],
      [40, 50, 60, 70, 80],
    ],
    [[0], [0, 0.5]],
    [
      [93, 93],
      [90, 95],
    ],
  ])("of %j has the round numbers %j", (values, ticks) => {
    expect(scaleOf(values).ticks).toEqual(ticks);
  });

  it("goes no higher than its limit", () => {
    expect(scaleOf([99.7, 100], 100).ticks.at(-1)).toBe(100);
  });
});

describe("places", () => {
  it("reach from one side to the other, and are found again under the pointer", () => {
    expect([xOf(0, 5), xOf(2, 5), xOf(4, 5), xOf(0, 1)]).toEqual([0, 50, 100, 50]);
    for (let index = 0; index < 50; index += 1) {
      expect(nearestIndex(xOf(index, 50) / 100, 50)).toBe(index);
    }
    expect([nearestIndex(-1, 50), nearestIndex(2, 50)]).toEqual([0, 49]);
  });
});
