import { GLYPH_BOX, GLYPHS, type GlyphKind } from "./glyph-paths.ts";

export type { GlyphKind } from "./glyph-paths.ts";

/** Draws the glyph of a kind of bug. Hidden from screen readers: give its meaning in text beside it. */
export function Glyph({ kind, className = "" }: { kind: GlyphKind; className?: string }) {
  const { open, close, symbol } = GLYPHS[kind];
  const { width, height } = GLYPH_BOX;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={`glyph ${className}`}
      aria-hidden="true"
      focusable="false"
    >
      <path className="glyph-open" d={open} />
      <path className="glyph-close" d={close} />
      <path className="glyph-symbol" d={symbol} />
    </svg>
  );
}
