/** Cuts the code of the demo's bug into pieces of one look. */
import type { Highlight, SyntaxKind } from "../../../contracts/highlight.ts";

/** `done` is typed, `caret` is the next key; code is `plain` or a kind of syntax. */
export type Look = SyntaxKind | "plain" | "done" | "caret";

export interface Piece {
  look: Look;
  text: string;
}

export interface CodeLine {
  pieces: Piece[];
  /** How its end looks, where `Enter` is typed; undefined for the last line. */
  end: "plain" | "done" | "caret" | undefined;
}

/** @param caret the place in `code` that is typed next */
export function linesOf(code: string, highlight: Highlight, caret: number): CodeLine[] {
  const lookAt = (place: number): Look => {
    if (place === caret) return "caret";
    if (place < caret) return "done";
    return highlight.find(([from, to]) => place >= from && place < to)?.[2] ?? "plain";
  };
  let start = 0;
  const lines = code.split("\n");
  return lines.map((line, index) => {
    const pieces: Piece[] = [];
    for (const [column, character] of [...line].entries()) {
      const look = lookAt(start + column);
      const last = pieces.at(-1);
      if (last?.look === look) last.text += character;
      else pieces.push({ look, text: character });
    }
    start += line.length + 1;
    const end = lookAt(start - 1);
    const shown = end === "caret" || end === "done" ? end : "plain";
    return { pieces, end: index < lines.length - 1 ? shown : undefined };
  });
}
