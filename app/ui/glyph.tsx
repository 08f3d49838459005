/** The creatures: brackets and a symbol, drawn so that they look the same in every face. */
import type { ReactNode } from "react";

export type GlyphKind = "bug" | "syntax" | "null" | "race" | "leak" | "boss";

const BRACKETS: Record<GlyphKind, [open: string, close: string]> = {
  bug: ["M12 4 5 16l7 12", "M36 4l7 12-7 12"],
  syntax: [
    "M13 3.5c-4 0-5 1.7-5 4.6v3.9c0 2.5-1 4-3.5 4 2.5 0 3.5 1.5 3.5 4v3.9c0 2.9 1 4.6 5 4.6",
    "M35 3.5c4 0 5 1.7 5 4.6v3.9c0 2.5 1 4 3.5 4-2.5 0-3.5 1.5-3.5 4v3.9c0 2.9-1 4.6-5 4.6",
  ],
  null: ["M12 4H6v24h6", "M36 4h6v24h-6"],
  race: ["M11 4C4 11 4 21 11 28", "M37 4c7 7 7 17 0 24"],
  leak: ["M8 4C1 11 1 21 8 28M13 4C6 11 6 21 13 28", "M40 4c7 7 7 17 0 24M35 4c7 7 7 17 0 24"],
  boss: ["M13 3H4v26h9M8 3v26", "M35 3h9v26h-9M40 3v26"],
};

const SYMBOLS: Record<GlyphKind, ReactNode> = {
  bug: <path d="M24 9.5v13M18.4 12.75l11.2 6.5M29.6 12.75l-11.2 6.5" />,
  syntax: (
    <>
      <circle cx="24" cy="11" r="1" />
      <path d="M24.6 20.5c.4 2.2-.4 4-2 5.5" />
    </>
  ),
  null: (
    <>
      <circle cx="24" cy="16" r="5.5" />
      <path d="m18.5 22.5 11-13" />
    </>
  ),
  race: <path d="M16.5 12.5h15l-3.5-3.5M31.5 19.5h-15l3.5 3.5" />,
  leak: (
    <>
      <circle cx="24" cy="16" r="6" />
      <path d="M21.5 11v10M24 10.5v11M26.5 11v10" />
    </>
  ),
  boss: (
    <>
      <path d="M17 14.5C17 9.5 20 7 24 7s7 2.5 7 7.5c0 3-1.5 4.5-2.5 5.2V24h-9v-4.3C18.5 19 17 17.5 17 14.5Z" />
      <circle cx="21.2" cy="14.8" r="1.3" />
      <circle cx="26.8" cy="14.8" r="1.3" />
      <path d="M22.5 21v3M25.5 21v3" />
    </>
  ),
};

/** Decoration: give its meaning in text beside it. Its brackets are `.glyph-open` and `.glyph-close`. */
export function Glyph({ kind, className = "" }: { kind: GlyphKind; className?: string }) {
  const [open, close] = BRACKETS[kind];
  return (
    <svg viewBox="0 0 48 32" className={`glyph ${className}`} aria-hidden="true" focusable="false">
      <path className="glyph-open" d={open} />
      <path className="glyph-close" d={close} />
      <g className="glyph-symbol">{SYMBOLS[kind]}</g>
    </svg>
  );
}
