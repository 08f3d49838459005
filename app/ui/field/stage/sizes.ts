/** How big everything on the field is, in CSS pixels. */

export interface Sizes {
  /** Width and height of a bug's glyph, and of a boss's. */
  glyph: readonly [number, number];
  boss: readonly [number, number];
  /** Between glyph and chip. */
  gap: number;
  font: number;
  /** Of the chip: its frame included. */
  side: number;
  above: number;
  below: number;
  radius: number;
  /** From the chip to its pips, and their height. */
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

/** How small a leak begins and how large it gets, around its middle. */
export const LEAK = { from: 0.8, to: 1.4 } as const;

/** How far brackets open near the wall, in the glyph's own box. */
export const WIDE_OPEN = 5;

/** From where a bug stands to the right end of what is drawn of it before its chip, when it is largest. */
export function reachOf(kind: string, { boss, glyph }: Sizes): number {
  if (kind === "boss") return boss[0];
  return kind === "leak" ? (glyph[0] * (1 + LEAK.to)) / 2 : glyph[0];
}

export const sizesOf = (compact: boolean): Sizes => (compact ? COMPACT : WIDE);

export const LINE_HEIGHT = 1.4;
/** JetBrains Mono, in em: from the top of a line of that height to the baseline, and below it. */
export const BASELINE = 1.06;
export const DESCENT = 0.3;

/** From one pip to the next, and how much of that is empty. */
export const PIP = 9;
export const PIP_GAP = 2;

/** With less of its way left, a bug shows that it is dangerous. */
export const NEAR = 0.25;

/** The canvas reaches so far over the lanes, for what rises and what glows. */
export const BLEED = { x: 64, y: 32 } as const;
