/**
 * Finds a place for each bug and its card. A bug is as far from the wall as the rules say; its height may differ
 * from its lane's, so that cards cover neither the locked one nor each other. Computed anew for each frame, because
 * the lines on which bugs move change while a run is played.
 */
import { LANES } from "../../../engine/state.ts";
import type { Viewport } from "./messages.ts";
import { floorOf, MARGIN } from "./sizes.ts";

/** A bug as it has to be placed. */
export interface Item {
  id: number;
  lane: number;
  /** The share of its way that is left. */
  distance: number;
  locked: boolean;
  glyph: { width: number; height: number };
  /** From the left edge of the glyph to the card. */
  reach: number;
  card: { width: number; height: number };
  /** The width of glyph and card where the bug appears. */
  widthAtFirst: number;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Place {
  /** The left edge of the glyph, and its middle. */
  x: number;
  y: number;
  /** The upper left corner of the card. */
  cardLeft: number;
  cardTop: number;
  /** The share of it that the locked card covers. */
  covered: number;
}

/** Heights beside the middle of the lane that are tried, in heights of a lane. Then those beside nearer bugs are. */
const OFFSETS = [0, -0.24, 0.24, -0.4, 0.4];
/** The farthest that a bug is drawn from its own lane, in heights of a lane. */
const FARTHEST = 4;
/**
 * What a place costs. A head is the glyph of a bug with the first keys of its card, by which a player chooses it.
 *
 * - `touch`: it overlaps another, however little: that may be the code of its card
 * - `shared`: the whole of it overlaps others
 * - `head`: its head is below the locked card
 * - `others`: it covers the head of another bug
 * - `away`: it is a lane's height away from its own lane
 * - `change`: it is not the one that the bug took before
 */
const COST = { touch: 3, shared: 12, head: 12, others: 12, away: 1.5, change: 1 };
/** The width of the first keys of a card, in heights of the card. */
const HEAD = 1.5;
/** Heights that differ by fewer pixels are the same. */
const SAME = 12;
/** A card stands beside its bug only if the bug still has so much of the field's width to walk: locked, and waiting. */
const LEAST_WAY = { locked: 0.3, waiting: 0.25 };

const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, value));

const overlap = (a: Rect, b: Rect) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

const grow = ({ left, top, right, bottom }: Rect, by: number): Rect => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** Returns the middle of a lane. */
export const laneY = (lane: number, { height }: Viewport) => ((lane + 0.5) * height) / LANES;

/** Returns the rectangles of the glyph, and of the card. */
export function partsOf({ glyph, card }: Item, { x, y, cardLeft, cardTop }: Place): [Rect, Rect] {
  const [top, bottom] = [y - glyph.height / 2, y + glyph.height / 2];
  return [
    { left: x, top, right: x + glyph.width, bottom },
    { left: cardLeft, top: cardTop, right: cardLeft + card.width, bottom: cardTop + card.height },
  ];
}

/** Returns the rectangle around both. */
export function rectOf(item: Item, place: Place): Rect {
  const [glyph, card] = partsOf(item, place);
  return {
    left: Math.min(glyph.left, card.left),
    top: Math.min(glyph.top, card.top),
    right: Math.max(glyph.right, card.right),
    bottom: Math.max(glyph.bottom, card.bottom),
  };
}

/**
 * Compares bugs by their layer, the lowest first: from the nearest to the farthest, so that the end of a card never
 * lies on the first keys of another, and the locked one above all.
 */
export const byLayer = (a: Item, b: Item): number =>
  Number(a.locked) - Number(b.locked) || a.distance - b.distance || a.id - b.id;

/** Returns the part of the rectangle of a bug that has its glyph and its first keys. */
export const headOf = ({ reach, card }: Item, rect: Rect): Rect => ({
  ...rect,
  right: rect.left + reach + Math.min(card.width, HEAD * card.height),
});

/** Returns how far from the wall the bug appears: so far that its card still fits into the field. */
const originOf = ({ widthAtFirst }: Item, { width }: Viewport) => width - MARGIN - widthAtFirst;

/** Places the locked bug: in its lane, with its card wholly in the field, beside it or, without room, below or above. */
function placeLocked(item: Item, viewport: Viewport): Place {
  const { glyph, card, reach, distance } = item;
  const { width } = viewport;
  const y = laneY(item.lane, viewport);
  const highest = floorOf(viewport) - MARGIN - card.height;
  const beside = originOf(item, viewport);
  if (beside >= LEAST_WAY.locked * width) {
    const x = beside * distance;
    const cardTop = clamp(y - card.height / 2, MARGIN, highest);
    return { x, y, cardLeft: x + reach, cardTop, covered: 0 };
  }
  const x = Math.max(0, width - MARGIN - glyph.width) * distance;
  const cardLeft = clamp(x, MARGIN, Math.max(MARGIN, width - MARGIN - card.width));
  const below = y + glyph.height / 2 + MARGIN / 2;
  const above = y - glyph.height / 2 - MARGIN / 2 - card.height;
  if (below <= highest) return { x, y, cardLeft, cardTop: below, covered: 0 };
  if (above >= MARGIN) return { x, y, cardLeft, cardTop: above, covered: 0 };
  // Neither has room: the card takes the lower end, and the glyph stands on it.
  const cardTop = Math.max(MARGIN, highest);
  const standing = Math.max(glyph.height / 2, cardTop - glyph.height / 2);
  return { x, y: Math.min(y, standing), cardLeft, cardTop, covered: 0 };
}

function placeWaiting(item: Item, y: number, viewport: Viewport): Place {
  const { card, glyph, reach, distance } = item;
  const half = Math.max(card.height, glyph.height) / 2;
  const x = Math.max(LEAST_WAY.waiting * viewport.width, originOf(item, viewport)) * distance;
  const middle = clamp(y, half + 2, floorOf(viewport) - half - 2);
  return { x, y: middle, cardLeft: x + reach, cardTop: middle - card.height / 2, covered: 0 };
}

/**
 * Returns the places of all bugs, by id. The locked bug comes first, then the others from the nearest to the farthest.
 *
 * @param memory which height each bug took the last time: it changes only for a better one. Updated.
 */
export function arrange(
  items: readonly Item[],
  viewport: Viewport,
  memory: Map<number, number> = new Map(),
): Map<number, Place> {
  const places = new Map<number, Place>();
  const taken: Rect[] = [];
  const heads: Rect[] = [];
  let locked: Rect[] = [];
  const order = [...items].sort(
    (a, b) => Number(b.locked) - Number(a.locked) || a.distance - b.distance || a.id - b.id,
  );
  for (const item of order) {
    if (item.locked) {
      const place = placeLocked(item, viewport);
      places.set(item.id, place);
      // Where the card is above or below its glyph, there is room beside the glyph.
      locked = partsOf(item, place);
      taken.push(...locked);
      memory.delete(item.id);
      continue;
    }
    const middle = laneY(item.lane, viewport);
    const lane = viewport.height / LANES;
    const half = Math.max(item.card.height, item.glyph.height) / 2 + MARGIN;
    const heights = [
      ...OFFSETS.map((offset) => middle + offset * lane),
      ...taken.flatMap(({ top, bottom }) => [top - half, bottom + half]),
      0,
      viewport.height,
    ];
    const before = memory.get(item.id);
    let best: { cost: number; place: Place; rect: Rect } | undefined;
    for (const y of heights) {
      if (Math.abs(y - middle) > FARTHEST * lane) continue;
      const place = placeWaiting(item, y, viewport);
      const rect = rectOf(item, place);
      place.covered = coveredShare(rect, locked);
      const head = headOf(item, rect);
      const isNew = before !== undefined && Math.abs(before - place.y) > SAME;
      const cost =
        COST.touch * taken.filter((other) => overlap(rect, other) > 0).length +
        COST.shared * coveredShare(rect, taken) +
        COST.head * coveredShare(head, locked) +
        COST.others * heads.reduce((sum, other) => sum + coveredShare(other, [rect]), 0) +
        COST.away * (Math.abs(place.y - middle) / lane) +
        (isNew ? COST.change : 0);
      if (!best || cost < best.cost) best = { cost, place, rect };
    }
    if (!best) continue;
    memory.set(item.id, best.place.y);
    places.set(item.id, best.place);
    taken.push(best.rect);
    heads.push(headOf(item, best.rect));
  }
  return places;
}

/** Returns the share of `rect`, with half a margin around it, that the others cover. */
function coveredShare(rect: Rect, others: readonly Rect[]): number {
  const around = grow(rect, MARGIN / 2);
  const size = (around.right - around.left) * (around.bottom - around.top);
  const covered = others.reduce((sum, other) => sum + overlap(around, other), 0);
  return Math.min(1, covered / size);
}
