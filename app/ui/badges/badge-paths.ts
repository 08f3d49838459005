/**
 * The badges of achievements as SVG paths, drawn as the glyphs of bugs are: two brackets and a symbol, in a box of 48 by
 * 32. The symbol tells the family, the brackets the level.
 */
import type { Family } from "../../contracts/achievement.ts";

export const BADGE_BOX = { width: 48, height: 32 } as const;

interface Brackets {
  open: string;
  close: string;
}

/** The brackets of the levels, from the first: ever heavier ones. */
export const LEVEL_BRACKETS: readonly Brackets[] = [
  { open: "M9.5 6 5 16l4.5 10", close: "M38.5 6 43 16l-4.5 10" },
  { open: "M10 4C4 11 4 21 10 28", close: "M38 4c6 7 6 17 0 24" },
  { open: "M11 4H5v24h6", close: "M37 4h6v24h-6" },
  {
    open: "M12 3.5c-4 0-5 1.7-5 4.6v3.9c0 2.5-1 4-3.5 4 2.5 0 3.5 1.5 3.5 4v3.9c0 2.9 1 4.6 5 4.6",
    close: "M36 3.5c4 0 5 1.7 5 4.6v3.9c0 2.5 1 4 3.5 4-2.5 0-3.5 1.5-3.5 4v3.9c0 2.9-1 4.6-5 4.6",
  },
  {
    open: "M7 4C1 11 1 21 7 28M12 4C6 11 6 21 12 28",
    close: "M41 4c6 7 6 17 0 24M36 4c6 7 6 17 0 24",
  },
  { open: "M12 3H3v26h9M7.5 3v26", close: "M36 3h9v26h-9M40.5 3v26" },
];

const ring = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const square = (x: number, y: number) => `M${x} ${y}h4.4v4.4h-4.4z`;

/** The symbol of each family. */
export const FAMILY_SYMBOLS: Record<Family, string> = {
  speed: "M17.5 10l6 6-6 6M25 10l6 6-6 6",
  accuracy: `${ring(24, 16, 5)}M24 8.5v4M24 19.5v4M16.5 16h4M27.5 16h4`,
  flawless: "M17 16.8l4.8 5L31.5 10.5",
  combo: "M18.8 10.8l10.4 10.4M29.2 10.8 18.8 21.2",
  waves: "M16 12.8c2.7-3.2 5.3-3.2 8 0s5.3 3.2 8 0M16 19.8c2.7-3.2 5.3-3.2 8 0s5.3 3.2 8 0",
  languages: "M19.5 11 15 16l4.5 5M28.5 11l4.5 5-4.5 5M25.8 9.5l-3.6 13",
  streak: square(15, 18.4) + square(21.8, 13.8) + square(28.6, 9.2),
  daily: `${ring(24, 16, 3.6)}M24 7.8v1.6M24 22.6v1.6M15.8 16h1.6M30.6 16h1.6M18.2 10.2l1.1 1.1M28.7 20.7l1.1 1.1M18.2 21.8l1.1-1.1M28.7 11.3l1.1-1.1`,
  runs: `${ring(24, 16, 4.2)}M14.5 16h5.3M28.2 16h5.3`,
  words: "M17 11h14M17 16h9.5M17 21h12",
  bugs: "M24 9.5v13M18.4 12.75l11.2 6.5M29.6 12.75l-11.2 6.5",
  time: `${ring(24, 16, 6.4)}M24 12.2V16l2.9 2`,
  curiosities: "M20.6 12.6c0-2.1 1.5-3.5 3.5-3.5s3.5 1.4 3.5 3.3c0 2.9-3.5 3-3.5 5.8M24.1 22.6v.2",
};

/** The symbol of a curiosity that was found. */
export const FOUND_SYMBOL = "M24 9v8.6M24 22.6v.2";
