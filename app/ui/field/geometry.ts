/**
 * The layout of the field, in pixels. It is measured when the field appears and when its size changes,
 * never while a key is handled; positions are computed from it.
 */
import { type Bug, distanceOf, LANES } from "../../engine/state.ts";
import { PIP, reachOf, sizesOf } from "./stage/sizes.ts";

export interface Geometry {
  /** The width from the wall to the right edge. */
  track: number;
  /** The height of a lane. */
  lane: number;
  /** The width of one character of a label. */
  char: number;
  /** The most characters of a token that a label shows. */
  longest: number;
  /** Whether bugs are drawn smaller. */
  compact: boolean;
}

/** A field that is narrower, or has lower lanes, is compact. */
const COMPACT_WIDTH = 640;
const COMPACT_LANE = 64;

/** Measures the layout, and marks the field as compact. `probe` holds ten characters in the font of labels. */
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

const MAX_PIPS = 20;
/** Returns the number of pips that `bug` begins with: one a token, up to a maximum. */
export function pipsOf(bug: Bug, { longest }: Geometry): number {
  return Math.min(longest < MAX_PIPS ? MAX_PIPS / 2 : MAX_PIPS, bug.tokens.length);
}

/** Returns the greatest width of `bug`: its tokens differ in length. */
export function widthOf(bug: Bug, geometry: Geometry): number {
  const { char, longest, compact } = geometry;
  const sizes = sizesOf(compact);
  const most = bug.tokens.reduce((length, { text }) => Math.max(length, text.length), 0);
  // One more, for the mark of a separator before the token.
  const text = (Math.min(most, longest) + 1) * char;
  const label = Math.max(text, pipsOf(bug, geometry) * PIP);
  return reachOf(bug.kind, sizes) + sizes.gap + 2 * sizes.side + label;
}

/** Returns the distance from the wall at which `bug` appears: its longest token still fits. */
export function originOf(bug: Bug, geometry: Geometry): number {
  return Math.max(geometry.track * 0.4, geometry.track - widthOf(bug, geometry) - 8);
}

/** Returns the distance of `bug` from the wall at `t`. */
export function offsetOf(bug: Bug, t: number, geometry: Geometry): number {
  return originOf(bug, geometry) * Math.min(1, distanceOf(bug, t));
}

/** Whether two bugs of one lane overlap at any time. */
function collide(a: Bug, b: Bug, geometry: Geometry): boolean {
  const from = Math.max(a.spawned_at, b.spawned_at);
  const to = Math.min(a.arrives_at, b.arrives_at);
  // Both move on straight lines, so it is enough to look at the ends of their common time.
  return [from, to].some((t) => {
    const left = offsetOf(a, t, geometry) - offsetOf(b, t, geometry);
    return left > -widthOf(a, geometry) && left < widthOf(b, geometry);
  });
}

const ROWS = [0, -1, 1, -2, 2];

/** Returns the first row of its lane, from the middle outwards, in which `bug` overlaps no other. */
export function rowFor(bug: Bug, others: { bug: Bug; row: number }[], geometry: Geometry): number {
  const taken = others
    .filter((other) => other.bug.lane === bug.lane && collide(other.bug, bug, geometry))
    .map(({ row }) => row);
  return ROWS.find((row) => !taken.includes(row)) ?? 0;
}

/** Returns the height of a bug's middle, from the top of the lanes. */
export function heightOf(lane: number, row: number, geometry: Geometry): number {
  return (lane + 0.5) * geometry.lane + row * Math.min(50, geometry.lane * 0.45);
}
