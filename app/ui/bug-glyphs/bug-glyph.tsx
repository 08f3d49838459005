import type { Kind } from "../../engine/state.ts";
import { GLYPH_BOX, GLYPHS } from "./glyph-paths.ts";

/** Draws the glyph of a kind of bug. Hidden from screen readers: give its meaning in text beside it. */
export function BugGlyph({ kind, className = "" }: { kind: Kind; className?: string }) {
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
