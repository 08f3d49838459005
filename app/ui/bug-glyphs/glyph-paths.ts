/** The glyphs of bugs as SVG paths: two brackets and a symbol, in a box of 48 by 32. */
import type { Kind } from "../../engine/state.ts";

/** SVG path data. */
export interface GlyphPaths {
  open: string;
  close: string;
  symbol: string;
}

export const GLYPH_BOX = { width: 48, height: 32 } as const;

const ring = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const GLYPHS: Record<Kind, GlyphPaths> = {
  bug: {
    open: "M12 4 5 16l7 12",
    close: "M36 4l7 12-7 12",
    symbol: "M24 9.5v13M18.4 12.75l11.2 6.5M29.6 12.75l-11.2 6.5",
  },
  syntax: {
    open: "M13 3.5c-4 0-5 1.7-5 4.6v3.9c0 2.5-1 4-3.5 4 2.5 0 3.5 1.5 3.5 4v3.9c0 2.9 1 4.6 5 4.6",
    close: "M35 3.5c4 0 5 1.7 5 4.6v3.9c0 2.5 1 4 3.5 4-2.5 0-3.5 1.5-3.5 4v3.9c0 2.9-1 4.6-5 4.6",
    symbol: `${ring(24, 11, 1)}M24.6 20.5c.4 2.2-.4 4-2 5.5`,
  },
  null: {
    open: "M12 4H6v24h6",
    close: "M36 4h6v24h-6",
    symbol: `${ring(24, 16, 5.5)}M18.5 22.5l11-13`,
  },
  race: {
    open: "M11 4C4 11 4 21 11 28",
    close: "M37 4c7 7 7 17 0 24",
    symbol: "M16.5 12.5h15l-3.5-3.5M31.5 19.5h-15l3.5 3.5",
  },
  leak: {
    open: "M8 4C1 11 1 21 8 28M13 4C6 11 6 21 13 28",
    close: "M40 4c7 7 7 17 0 24M35 4c7 7 7 17 0 24",
    symbol: `${ring(24, 16, 6)}M21.5 11v10M24 10.5v11M26.5 11v10`,
  },
  regression: {
    open: "M17 4 10 16l7 12M12 7 6.5 16l5.5 9",
    close: "M31 4l7 12-7 12M36 7l5.5 9-5.5 9",
    symbol: "M29.5 16a5.5 5.5 0 1 1-1.8-4.1M28.2 7.6v4.6h-4.6",
  },
  boss: {
    open: "M13 3H4v26h9M8 3v26",
    close: "M35 3h9v26h-9M40 3v26",
    symbol: `M17 14.5C17 9.5 20 7 24 7s7 2.5 7 7.5c0 3-1.5 4.5-2.5 5.2V24h-9v-4.3C18.5 19 17 17.5 17 14.5Z${ring(21.2, 14.8, 1.3)}${ring(26.8, 14.8, 1.3)}M22.5 21v3M25.5 21v3`,
  },
};
