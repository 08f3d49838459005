/** The stage of the field: where a bug is drawn at any time, how it moves, and its label. */
import { describe, expect, it } from "vitest";
import type { Bug } from "../../app/engine/state.ts";
import { distanceOf } from "../../app/engine/state.ts";
import { tokenize } from "../../app/engine/tokens.ts";
import { GLYPH_BOX } from "../../app/ui/bug-glyphs/glyph-paths.ts";
import { labelOf } from "../../app/ui/field/bug-registry.ts";
import { isNear, offsetAt } from "../../app/ui/field/stage/bug-sprite.ts";
import { easeInOut, easeOut, interpolate } from "../../app/ui/field/stage/easing.ts";
import { timeAt } from "../../app/ui/field/stage/messages.ts";
import { LEAK, reachOf, sizesOf, WIDE_OPEN } from "../../app/ui/field/stage/sizes.ts";
import { SNAP_CYCLE, WALK_CYCLES } from "../../app/ui/field/stage/walk-cycles.ts";

const placement = {
  id: 1,
  kind: "bug",
  from: 1_000,
  y: 100,
  spawned_at: 2_000,
  arrives_at: 12_000,
  pips: 3,
} as const;

describe("the glyph of a bug", () => {
  it.each([true, false])(
    "does not touch the chip of its label, at its largest and with open brackets (compact: %s)",
    (compact) => {
      const sizes = sizesOf(compact);
      for (const kind of ["bug", "syntax", "null", "race", "leak"] as const) {
        const [width] = sizes.glyph;
        const scale = (width / GLYPH_BOX.width) * (kind === "leak" ? LEAK.to : 1);
        const right = width / 2 + (GLYPH_BOX.width / 2 + WIDE_OPEN) * scale;
        expect(right, kind).toBeLessThan(reachOf(kind, sizes) + sizes.gap);
      }
    },
  );
});

describe("a bug on its way to the wall", () => {
  it("is at the distance that the rules give, from its first moment to its last", () => {
    for (const t of [2_000, 2_500, 7_000, 11_999, 12_000, 15_000]) {
      const distance = Math.min(1, distanceOf(placement as unknown as Bug, t));
      expect(offsetAt(placement, t, false)).toBeCloseTo(1_000 * distance, 6);
    }
  });

  it("moves in eight steps under reduced motion, and reaches the wall with the last", () => {
    const places = Array.from({ length: 10_001 }, (_, t) => offsetAt(placement, 2_000 + t, true));
    expect(new Set(places).size).toBe(9);
    expect(places[0]).toBe(1_000);
    expect(places.at(-1)).toBe(0);
    expect(places).toEqual([...places].sort((a, b) => b - a));
  });

  it("is near in the last quarter of its way", () => {
    expect(isNear(placement, 9_500)).toBe(false);
    expect(isNear(placement, 9_501)).toBe(true);
  });

  it("moves at the rate of the game's clock, and stands while the clock stands", () => {
    const clock = { at: 5_000, moment: 100 };
    expect(timeAt({ ...clock, rate: 0 }, 900)).toBe(5_000);
    expect(timeAt({ ...clock, rate: 0.5 }, 900)).toBe(5_400);
    expect(timeAt({ ...clock, rate: 4 }, 900)).toBe(8_200);
  });
});

describe("the walk cycle", () => {
  it.each(Object.entries(WALK_CYCLES))(
    "of a %s keeps near the bug's place, and always moves",
    (_, cycle) => {
      for (const walk of [cycle.symbol, cycle.brackets, SNAP_CYCLE]) {
        const poses = Array.from({ length: 300 }, (_, index) => walk(index * 17));
        expect(new Set(poses.map((pose) => JSON.stringify(pose))).size).toBeGreaterThan(1);
        for (const { x, y, wide, high, alpha, turn, skew } of poses) {
          expect(Math.hypot(x, y)).toBeLessThanOrEqual(5);
          for (const scale of [wide, high]) expect(Math.abs(scale - 1)).toBeLessThanOrEqual(0.2);
          expect(alpha).toBeGreaterThanOrEqual(0.2);
          expect(Math.max(Math.abs(turn), Math.abs(skew))).toBeLessThanOrEqual(20);
        }
      }
    },
  );
});

describe("an easing", () => {
  it("rises from 0 to 1 and never falls", () => {
    for (const easing of [easeOut, easeInOut]) {
      expect(easing(0)).toBeCloseTo(0, 2);
      expect(easing(1)).toBeCloseTo(1, 2);
      const values = Array.from({ length: 101 }, (_, n) => easing(n / 100));
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
    // Chromium's value of `ease-in-out`.
    expect(easeInOut(0.25)).toBeCloseTo(0.129, 2);
  });

  it("interpolates between its stops, and holds the first and the last beyond them", () => {
    const stops = [
      [0, 1],
      [0.5, 3],
      [1, 0],
    ] as const;
    expect([-1, 0, 0.25, 0.5, 0.75, 1, 2].map((t) => interpolate(stops, t))).toEqual([
      1, 1, 2, 3, 1.5, 0, 0,
    ]);
  });
});

describe("the label of a bug", () => {
  const bug = (code: string, next = 0) => ({ id: 1, tokens: tokenize(code), next }) as Bug;
  const label = (code: string, typed: number, next = 0, gap = false) =>
    labelOf(bug(code, next), { locked: true, typed, gap }, 10, 12);

  it("shows the token, with its next key set apart", () => {
    expect(label("const x", 2)).toMatchObject({ done: "co", next: "n", rest: "st", separator: "" });
  });

  it("shows the separator that has to be typed before a token", () => {
    expect(label("a b", 0, 1, true)).toMatchObject({ separator: "space", next: "", rest: "b" });
    expect(label("a\nb", 0, 1, true)).toMatchObject({ separator: "enter", next: "", rest: "b" });
  });

  it("keeps the next key of a long token visible", () => {
    const long = "abcdefghijklmnopqrstuvwxyz";
    for (let typed = 0; typed < long.length; typed += 1) {
      const { done, next, rest } = label(long, typed);
      expect(next).toBe(long[typed]);
      expect((done + next + rest).length).toBeLessThanOrEqual(13);
    }
  });

  it("has pips in proportion to the tokens that are left to type", () => {
    expect(label("a b c d", 0, 0).left).toBe(10);
    expect(label("a b c d", 0, 3).left).toBe(3);
  });
});
