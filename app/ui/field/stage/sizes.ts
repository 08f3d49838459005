/** The sizes of everything on the field, in CSS pixels. */

export interface Sizes {
  /** Width and height of a bug's glyph, and of a boss's. */
  glyph: readonly [number, number];
  boss: readonly [number, number];
  /** Between glyph and chip. */
  gap: number;
  font: number;
  /** Padding of the chip, its border included. */
  side: number;
  above: number;
  below: number;
  radius: number;
  /** From the chip to its pips, and the height of the pips. */
  drop: number;
  pip: number;
}

const WIDE: Sizes = {
  glyph: [54, 36],
  boss: [92, 62],
  gap: 12,
  font: 18,
  side: 11,
  above: 6,
  below: 7,
  radius: 8,
  drop: 5,
  pip: 3,
};

const COMPACT: Sizes = {
  glyph: [36, 24],
  boss: [50, 34],
  gap: 8,
  font: 15,
  side: 8,
  above: 2,
  below: 3,
  radius: 6,
  drop: 3,
  pip: 2,
};

/** The scale of a memory leak when it appears and when it arrives. */
export const LEAK = { from: 0.8, to: 1.4 } as const;

/** How far brackets open near the wall, in units of the glyph's box. */
export const WIDE_OPEN = 5;

/** Returns the width of a bug's glyph when it is largest. */
export function reachOf(kind: string, { boss, glyph }: Sizes): number {
  if (kind === "boss") return boss[0];
  return kind === "leak" ? (glyph[0] * (1 + LEAK.to)) / 2 : glyph[0];
}

export const sizesOf = (compact: boolean): Sizes => (compact ? COMPACT : WIDE);

export const LINE_HEIGHT = 1.4;
/** JetBrains Mono, in em: from the top of a line of that height to the baseline, and the descent below. */
export const BASELINE = 1.06;
export const DESCENT = 0.3;

/** The distance from one pip to the next, and the gap within it. */
export const PIP = 9;
export const PIP_GAP = 2;

/** With a smaller share of its way left, a bug counts as near the wall. */
export const NEAR = 0.25;

/** How far the canvas extends beyond the lanes, for damage numbers and glows. */
export const BLEED = { x: 64, y: 32 } as const;
