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
  partsOf,
  type Rect,
  rectOf,
} from "../../app/ui/field/stage/arrange.ts";
import type { SceneSettings } from "../../app/ui/field/stage/bug-sprite.ts";
import type { Viewport } from "../../app/ui/field/stage/messages.ts";
import { viewportOf, waitingFont } from "../../app/ui/field/stage/sizes.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";
import { spritesOf } from "../support/stage.ts";

/** Returns moments of six runs in which so many bugs are on the field. */
function crowdedMoments(least: number): State[] {
  const moments: State[] = [];
  for (const seed of [1, 2, 3, 4, 5, 6]) {
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
      return { item, place, rect: rectOf(item, place), parts: partsOf(item, place) };
    });
  };

  /** Returns the greatest share of a card that others cover, in each of the moments. */
  const coveredShares = (field: Viewport) =>
    moments.map((state) => {
      const layers = layersOf(state, field);
      return Math.max(
        ...layers.map(({ rect, parts }, index) => {
          const others = layers.filter((_, other) => other !== index);
          const covered = others.flatMap((other) =>
            other.parts.flatMap((its) => parts.map((own) => areaOf(common(own, its)))),
          );
          return Math.max(0, ...covered) / areaOf(rect);
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
        const above = layers.slice(index + 1).flatMap(({ parts }) => parts);
        const covered = above.map((part) => areaOf(common(head, part)));
        return Math.max(0, ...covered) / areaOf(head);
      });
    });

  it("show their first keys to a player who chooses, and nearly all while one is locked", () => {
    expect(Math.max(...coveredHeads({ target: null }))).toBeLessThan(0.1);
    const whileLocked = coveredHeads({});
    const covered = whileLocked.filter((share) => share > 0.1);
    expect(covered.length / whileLocked.length).toBeLessThan(0.03);
  });

  /** Returns for each waiting card of all moments how much of its first line lies below another bug. */
  const coveredLines = (field: Viewport) =>
    moments.flatMap((state) => {
      const layers = layersOf(state, field);
      return layers.flatMap(({ item: { card, locked }, place: { cardLeft, cardTop } }, index) => {
        if (locked) return [];
        const line = {
          ...{ left: cardLeft, right: cardLeft + card.width },
          ...{ top: cardTop, bottom: cardTop + waitingFont(field, 1) * 2 },
        };
        const above = layers.slice(index + 1).flatMap(({ parts }) => parts);
        return Math.max(0, ...above.map((part) => areaOf(common(line, part)))) / areaOf(line);
      });
    });

  it.each([
    ["a desktop", 1_376, 660, 1_440, 0.001],
    ["a low window", 1_302, 550, 1_366, 0.006],
    ["a phone", 348, 560, 390, 0.06],
    ["a phone with its keyboard", 348, 300, 390, 0.25],
  ] as const)(
    "show the first line of nearly every card that waits on %s",
    (_, width, height, whole, most) => {
      const shares = coveredLines(viewportOf(width, height, whole, 1));
      const covered = shares.filter((share) => share > 0.05);
      expect(covered.length / shares.length).toBeLessThan(most);
    },
  );

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
