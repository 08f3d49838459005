/** The sizes of everything on the field, in CSS pixels. All follow from the font size of the locked code. */
import type { Kind } from "../../../engine/state.ts";
import type { Viewport } from "./messages.ts";

/** JetBrains Mono, in em: the width of a character, and the descent below the baseline. */
export const ADVANCE = 0.6;
export const DESCENT = 0.3;
export const LINE_HEIGHT = 1.5;
/** From the top of a line to its baseline. */
export const BASELINE = 1.11;

/** The share of the window's width that is the locked code's font size, and the smallest size. */
const CODE_SHARE = 1 / 60;
const LEAST_CODE = 16;
/** Six lines with their padding fit into the lanes. */
const CODE_LINES = 11;

/** A narrower field has no room for line numbers, nor for a card beside its bug. */
const NARROW = 640;

/** Returns the viewport of lanes of a size, in a field of the width `whole`. */
export function viewportOf(width: number, height: number, whole: number, ratio: number): Viewport {
  const fitting = Math.min(whole * CODE_SHARE, height / CODE_LINES);
  const code = Math.max(LEAST_CODE, Math.round(2 * fitting) / 2);
  return { width, height, ratio, code, narrow: width < NARROW };
}

/** The font sizes of cards far from the wall and at it, as shares of the locked code's, and the smallest. */
const FONT = { far: 0.58, near: 0.76, leastFar: 12, leastNear: 14 };

/** Returns the font size of a waiting card, in steps of half a pixel, so that its letters stay sharp. */
export function waitingFont({ code }: Viewport, distance: number): number {
  const far = Math.max(FONT.leastFar, FONT.far * code);
  const near = Math.max(FONT.leastNear, FONT.near * code);
  return Math.round(2 * (near + (far - near) * distance)) / 2;
}

/** The widths of glyphs, as shares of the locked code's font size. */
const GLYPH = { far: 2, near: 2.8, locked: 3.6, boss: 1.45 };

/** The height of the largest locked glyph, a boss's, as a share of the locked code's font size. */
export const GLYPH_HEIGHT = (GLYPH.locked * GLYPH.boss * 2) / 3;

/** Returns the width and height of a bug's glyph. */
export function glyphSize(
  kind: Kind,
  { code }: Viewport,
  distance: number,
  locked: boolean,
): { width: number; height: number } {
  const share = locked ? GLYPH.locked : GLYPH.near + (GLYPH.far - GLYPH.near) * distance;
  const width = share * code * (kind === "boss" ? GLYPH.boss : 1);
  return { width, height: (width * 2) / 3 };
}

/** The scale of a memory leak: at first, for each line that it grew, and for its whole way. */
const LEAK = { first: 0.9, line: 0.12, way: 0.16, most: 1.4 };

/** Returns by how much a glyph is drawn larger than its size. */
export function swellOf(kind: Kind, grown: number, distance: number): number {
  if (kind !== "leak") return 1;
  return Math.min(LEAK.most, LEAK.first + LEAK.line * grown + LEAK.way * (1 - distance));
}

/** How far brackets open near the wall, in units of the glyph's box. */
export const WIDE_OPEN = 5;

/** Returns the space that a glyph takes at its largest, from its left edge to its card. */
export function reachOf(kind: Kind, width: number, { code }: Viewport): number {
  const swollen = kind === "leak" ? (width * (1 + LEAK.most)) / 2 : width;
  return swollen + Math.max(0.5 * code, 0.2 * width);
}

/** With a greater share of its way left a bug counts as far from the wall (`NEAR` is in `near.ts`). */
export const FAR = 0.62;

/** How far the canvas extends beyond the lanes, for damage numbers and glows. */
export const BLEED = { x: 64, y: 40 } as const;
/** The space between cards, and to the edges of the field. */
export const MARGIN = 8;
/** How far a hint of two lines reaches into a narrow field, above the name of the file that it covers (coach.css). */
const HINT = 6;

/** Returns the lowest height that a card may reach. */
export const floorOf = ({ height, narrow }: Viewport): number => (narrow ? height - HINT : height);
