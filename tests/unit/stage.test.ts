/** The stage of the field: where a bug is drawn at any time, and how it moves. */

import { describe, expect, it } from "vitest";
import type { Bug } from "../../app/engine/state.ts";
import { distanceOf } from "../../app/engine/state.ts";
import { GLYPH_BOX } from "../../app/ui/bug-glyphs/glyph-paths.ts";
import { NEAR } from "../../app/ui/field/near.ts";
import { distanceAt } from "../../app/ui/field/stage/distance.ts";
import { EasedPlace, GLIDE } from "../../app/ui/field/stage/ease-place.ts";
import { easeInOut, easeOut, interpolate } from "../../app/ui/field/stage/easing.ts";
import { timeAt } from "../../app/ui/field/stage/messages.ts";
import {
  glyphSize,
  reachOf,
  swellOf,
  viewportOf,
  WIDE_OPEN,
} from "../../app/ui/field/stage/sizes.ts";
import { SNAP_CYCLE, WALK_CYCLES } from "../../app/ui/field/stage/walk-cycles.ts";

const line = { departed_at: 2_000, arrives_at: 12_000 };

describe("the glyph of a bug", () => {
  it.each([360, 1_440, 3_840])(
    "does not touch its card, at its largest and with open brackets, on a field of %i pixels",
    (width) => {
      const viewport = viewportOf(width, width / 2, width, 1);
      for (const kind of ["bug", "syntax", "null", "race", "leak", "regression", "boss"] as const) {
        for (const locked of [true, false]) {
          const glyph = glyphSize(kind, viewport, 0, locked);
          const scale = (glyph.width / GLYPH_BOX.width) * swellOf(kind, 9, 0);
          const right = glyph.width / 2 + (GLYPH_BOX.width / 2 + WIDE_OPEN) * scale;
          expect(right, kind).toBeLessThan(reachOf(kind, glyph.width, viewport));
        }
      }
    },
  );

  it("is larger near the wall, and largest while it is locked; a leak swells with each line", () => {
    const viewport = viewportOf(1_376, 660, 1_440, 1);
    const width = (distance: number, locked = false) =>
      glyphSize("bug", viewport, distance, locked).width;
    expect(width(0)).toBeGreaterThan(width(1));
    expect(width(1, true)).toBeGreaterThan(width(0));
    expect(swellOf("leak", 2, 0.5)).toBeGreaterThan(swellOf("leak", 1, 0.5));
    expect(swellOf("bug", 2, 0.5)).toBe(1);
  });
});

describe("a bug on its way to the wall", () => {
  it("is at the distance that the rules give, from its first moment to its last", () => {
    for (const t of [2_000, 2_500, 7_000, 11_999, 12_000, 15_000]) {
      expect(distanceAt(line, t, false)).toBeCloseTo(distanceOf(line as Bug, t), 9);
    }
  });

  it("moves in eight steps under reduced motion, and reaches the wall with the last", () => {
    const places = Array.from({ length: 10_001 }, (_, t) => distanceAt(line, 2_000 + t, true));
    expect(new Set(places).size).toBe(9);
    expect(places[0]).toBe(1);
    expect(places.at(-1)).toBe(0);
    expect(places).toEqual([...places].sort((a, b) => b - a));
  });

  it("glides for a moment when the rules push it, and then is where they say", () => {
    const eased = new EasedPlace();
    expect(eased.at(500, 80, 0, false, false)).toEqual({ x: 500, y: 80 });
    expect(eased.at(499, 80, 16, false, false)).toEqual({ x: 499, y: 80 });
    // A token without an error pushed it back by 40 pixels.
    const path = [32, 60, 90, 120].map((t) => eased.at(539, 80, t, t === 32, false).x);
    expect(path[0]).toBeCloseTo(499, 1);
    expect(path).toEqual([...path].sort((a, b) => a - b));
    expect(eased.isMoving(32 + GLIDE - 1)).toBe(true);
    expect(eased.at(539, 80, 32 + GLIDE, false, false).x).toBeCloseTo(539, 3);
    expect(GLIDE).toBeLessThanOrEqual(150);
  });

  it("glides to another lane, but jumps there under reduced motion", () => {
    const eased = new EasedPlace();
    eased.at(500, 80, 0, false, false);
    expect(eased.at(490, 240, 16, true, false).y).toBeCloseTo(80, 0);
    const still = new EasedPlace();
    still.at(500, 80, 0, false, true);
    expect(still.at(490, 240, 16, true, true)).toEqual({ x: 490, y: 240 });
  });

  it("is near in the last quarter of its way", () => {
    expect(distanceAt(line, 9_500, false) < NEAR).toBe(false);
    expect(distanceAt(line, 9_501, false) < NEAR).toBe(true);
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
