import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestIndex, scaleOf, xOf } from "../../app/ui/chart/scale.ts";

describe("the scale of a chart", () => {
  it("has two to six ticks, and every value lies between the first and the last", () => {
    const anyValues = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(anyValues, (values) => {
        const { ticks, y } = scaleOf(values);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect([y(ticks[0] ?? 0), y(ticks.at(-1) ?? 0)]).toEqual([100, 0]);
        for (const value of values) {
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
  ])("of the values %j has ticks at the round numbers %j", (values, ticks) => {
    expect(scaleOf(values).ticks).toEqual(ticks);
  });

  it("has no tick above its limit", () => {
    expect(scaleOf([99.7, 100], 100).ticks.at(-1)).toBe(100);
  });
});

describe("the points of a chart", () => {
  it("are spaced over the whole width, and the nearest one to the pointer is found", () => {
    expect([xOf(0, 5), xOf(2, 5), xOf(4, 5), xOf(0, 1)]).toEqual([0, 50, 100, 50]);
    for (let index = 0; index < 50; index += 1) {
      expect(nearestIndex(xOf(index, 50) / 100, 50)).toBe(index);
    }
    expect([nearestIndex(-1, 50), nearestIndex(2, 50)]).toEqual([0, 49]);
  });
});
