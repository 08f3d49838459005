/**
 * Where things are, in pixels. Measured when the field appears and when its size
 * changes, never while a key is handled: positions follow by arithmetic.
 */
import { type Bug, distanceOf, LANES } from "../../engine/state.ts";
import { PIP, reachOf, sizesOf } from "./stage/sizes.ts";

export interface Geometry {
  /** From the wall to the right edge. */
  track: number;
  /** The height of a lane. */
  lane: number;
  /** One character of a chip. */
  char: number;
  /** A chip shows at most so many characters of its token. */
  longest: number;
  /** Everything is drawn smaller. */
  compact: boolean;
}

/** Narrower or lower than this, everything on the field is drawn smaller. */
const COMPACT_WIDTH = 640;
const COMPACT_LANE = 64;

/** Reads the layout. `probe` holds ten characters in the face of the chips. */
export function measure(lanes: HTMLElement, probe: HTMLElement, field: HTMLElement): Geometry {
  const track = lanes.clientWidth;
  const lane = lanes.clientHeight / LANES;
  const narrow = track < COMPACT_WIDTH;
  const compact = narrow || lane < COMPACT_LANE;
  field.toggleAttribute("data-compact", compact);
  return {
    track,
    lane,
    char: probe.getBoundingClientRect().width / 10,
    longest: narrow ? 11 : 28,
    compact,
  };
}

const MOST_PIPS = 20;
/** How many pips `bug` begins with: one a token, as far as there is room. */
export function pipsOf(bug: Bug, { longest }: Geometry): number {
  return Math.min(longest < MOST_PIPS ? MOST_PIPS / 2 : MOST_PIPS, bug.tokens.length);
}

/** The most pixels that `bug` takes while it lives: its tokens differ in length. */
export function widthOf(bug: Bug, geometry: Geometry): number {
  const { char, longest, compact } = geometry;
  const sizes = sizesOf(compact);
  const most = bug.tokens.reduce((length, { text }) => Math.max(length, text.length), 0);
  // The mark of a separator may stand before a token.
  const text = (Math.min(most, longest) + 1) * char;
  const label = Math.max(text, pipsOf(bug, geometry) * PIP);
  return reachOf(bug.kind, sizes) + sizes.gap + 2 * sizes.side + label;
}

/** How far from the wall `bug` appears: as far as its longest token can be read. */
export function originOf(bug: Bug, geometry: Geometry): number {
  return Math.max(geometry.track * 0.4, geometry.track - widthOf(bug, geometry) - 8);
}

/** How far from the wall it is at `t`. */
export function offsetOf(bug: Bug, t: number, geometry: Geometry): number {
  return originOf(bug, geometry) * Math.min(1, distanceOf(bug, t));
}

/** Whether two bugs of one lane cover each other at any time that both live. */
function collide(a: Bug, b: Bug, geometry: Geometry): boolean {
  const from = Math.max(a.spawned_at, b.spawned_at);
  const to = Math.min(a.arrives_at, b.arrives_at);
  // Both move on straight lines, so the ends of that time decide.
  return [from, to].some((t) => {
    const left = offsetOf(a, t, geometry) - offsetOf(b, t, geometry);
    return left > -widthOf(a, geometry) && left < widthOf(b, geometry);
  });
}

const ROWS = [0, -1, 1, -2, 2];

/** The first row of its lane, from the middle outwards, where nobody is in the way of `bug`. */
export function rowFor(bug: Bug, others: { bug: Bug; row: number }[], geometry: Geometry): number {
  const taken = others
    .filter((other) => other.bug.lane === bug.lane && collide(other.bug, bug, geometry))
    .map(({ row }) => row);
  return ROWS.find((row) => !taken.includes(row)) ?? 0;
}

/** The middle of a bug, from the top of the lanes. */
export function heightOf(lane: number, row: number, geometry: Geometry): number {
  return (lane + 0.5) * geometry.lane + row * Math.min(50, geometry.lane * 0.45);
}
