/** Where the bugs of a crowded field stand, and what of their cards can be seen. */
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { replayKeys } from "../../app/engine/replay.ts";
import { LANES, type State, targetOf } from "../../app/engine/state.ts";
import {
  arrange,
  byLayer,
  headOf,
  type Item,
  type Rect,
  rectOf,
} from "../../app/ui/field/stage/arrange.ts";
import type { SceneSettings } from "../../app/ui/field/stage/bug-sprite.ts";
import type { Viewport } from "../../app/ui/field/stage/messages.ts";
import { viewportOf } from "../../app/ui/field/stage/sizes.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";
import { spritesOf } from "../support/stage.ts";

/** Returns moments of three runs in which so many bugs are on the field. */
function crowdedMoments(least: number): State[] {
  const moments: State[] = [];
  for (const seed of [1, 2, 3]) {
    const plan = createPlan({ difficulty: "NORMAL", seed });
    const run = play(plan, { wpm: 50, errors: 10, until: 240_000 });
    for (let count = 100; count < run.keys.length; count += 10) {
      const state = replayKeys(currentEngine, plan, run.keys.slice(0, count));
      if (state.bugs.length >= least && targetOf(state)) moments.push(state);
    }
  }
  return moments;
}

const areaOf = ({ left, top, right, bottom }: Rect) =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

const common = (a: Rect, b: Rect): Rect => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

describe("the bugs of a crowded field", () => {
  const moments = crowdedMoments(4);

  /** Returns the bugs of a moment with their rectangles, the lowest layer first. */
  const layersOf = (state: State, field: Viewport) => {
    const settings = { viewport: field, still: false } as SceneSettings;
    const items = spritesOf(currentEngine, state).map((sprite) =>
      sprite.measure(state.now, settings),
    );
    const places = arrange(items, field);
    return items.sort(byLayer).map((item) => {
      const place = places.get(item.id);
      if (!place) throw new Error("no place");
      return { item, rect: rectOf(item, place) };
    });
  };

  /** Returns the greatest share of a card that others cover, in each of the moments. */
  const coveredShares = (field: Viewport) =>
    moments.map((state) => {
      const rects = layersOf(state, field).map(({ rect }) => rect);
      return Math.max(
        ...rects.map((rect, index) => {
          const others = rects.filter((_, other) => other !== index);
          return Math.max(0, ...others.map((other) => areaOf(common(rect, other)) / areaOf(rect)));
        }),
      );
    });

  it("hardly cover each other on a wide field, and never for a quarter", () => {
    expect(moments.length).toBeGreaterThan(60);
    const shares = coveredShares(viewportOf(1_376, 660, 1_440, 1));
    expect(Math.max(...shares)).toBeLessThan(0.25);
    const touching = shares.filter((share) => share > 0.02);
    expect(touching.length / shares.length).toBeLessThan(0.15);
  });

  /** Returns for each bug of all moments how much of its first keys lies below another card. */
  const coveredHeads = (change: Partial<State>) =>
    moments.flatMap((state) => {
      const layers = layersOf({ ...state, ...change }, viewportOf(1_376, 660, 1_440, 1));
      return layers.map(({ item, rect }, index) => {
        const head = headOf(item, rect);
        const covered = layers.slice(index + 1).map((above) => areaOf(common(head, above.rect)));
        return Math.max(0, ...covered) / areaOf(head);
      });
    });

  it("show their first keys to a player who chooses, and nearly all while one is locked", () => {
    expect(Math.max(...coveredHeads({ target: null }))).toBeLessThan(0.1);
    const whileLocked = coveredHeads({});
    const covered = whileLocked.filter((share) => share > 0.1);
    expect(covered.length / whileLocked.length).toBeLessThan(0.03);
  });

  it("keep the height that they took as long as no other is much better", () => {
    const field = viewportOf(1_376, 660, 1_440, 1);
    const item: Item = {
      id: 1,
      lane: 2,
      distance: 0.5,
      locked: false,
      glyph: { width: 50, height: 33 },
      reach: 62,
      card: { width: 200, height: 40 },
      widthAtFirst: 262,
    };
    const y = (memory?: Map<number, number>) => arrange([item], field, memory).get(1)?.y;
    const lane = field.height / LANES;
    expect(y()).toBe(2.5 * lane);
    expect(y(new Map([[1, 2.74 * lane]]))).toBeCloseTo(2.74 * lane, 6);
  });
});
