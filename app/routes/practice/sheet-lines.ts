/** The code of a drill as lines of a sheet, and how each character of a line looks while it is typed. */
import type { Highlight, SyntaxKind } from "../../contracts/highlight.ts";
import type { DrillPart } from "../../contracts/practice.ts";
import type { DrillKey } from "../../engine/drills/drill.ts";

/** One character of a line. */
interface Cell {
  text: string;
  kind: SyntaxKind | undefined;
  /** The index of the key that types it; undefined for indentation, and for blanks that type themselves. */
  key: number | undefined;
}

export interface SheetLine {
  /** The number of the line in its file. */
  number: number;
  cells: Cell[];
  /** The keys that are typed in it: from this index to before that one. */
  from: number;
  to: number;
  /** The index of the Enter that ends it; undefined for the last line and for blank ones. */
  enter: number | undefined;
}

export interface SheetPart {
  category: string;
  /** Whether it is the player's own text, of which the category is the title. */
  own: boolean;
  rich_in: string[];
  lines: SheetLine[];
}

const kindsOf = (text: string, highlight: Highlight): (SyntaxKind | undefined)[] => {
  const kinds = new Array<SyntaxKind | undefined>(text.length).fill(undefined);
  for (const [from, to, kind] of highlight) kinds.fill(kind, from, to);
  return kinds;
};

/** @param keys those of `drillKeys` for the texts of `parts` */
export function sheetParts(
  parts: readonly DrillPart[],
  highlights: readonly Highlight[],
  keys: readonly DrillKey[],
): SheetPart[] {
  const indexes = new Map(
    keys.map(({ place: { snippet, line, column } }, index) => [
      `${snippet} ${line} ${column}`,
      index,
    ]),
  );
  let typed = 0;
  return parts.map(({ text, category, rich_in, first_line, snippet_id }, part) => {
    const kinds = kindsOf(text, highlights[part] ?? []);
    let start = 0;
    const lines = text
      .trimEnd()
      .split("\n")
      .map((row, line): SheetLine => {
        const keyAt = (column: number) => indexes.get(`${part} ${line} ${column}`);
        const cells = [...row.trimEnd()].map((character, column) => ({
          text: character,
          kind: kinds[start + column],
          key: keyAt(column),
        }));
        start += row.length + 1;
        const enter = cells.length > 0 ? keyAt(cells.length) : undefined;
        const from = typed;
        typed += cells.filter(({ key }) => key !== undefined).length;
        if (enter !== undefined) typed += 1;
        return { number: first_line + line, cells, from, to: typed, enter };
      });
    return { category, own: snippet_id === undefined, rich_in, lines };
  });
}

/** `done` is typed, `caret` is due; anything else is plain or a kind of syntax. */
export type Look = SyntaxKind | "plain" | "done" | "caret";

export interface Piece {
  look: Look;
  /** Whether a wrong key fell here. */
  missed: boolean;
  text: string;
}

/**
 * Cuts a line into pieces of one look.
 *
 * @param next the index of the key that is due
 */
export function piecesOf(
  { cells, from }: Pick<SheetLine, "cells" | "from">,
  next: number,
  missed: ReadonlySet<number>,
): Piece[] {
  const pieces: Piece[] = [];
  // Blanks that type themselves are done with the key before them.
  let before = from - 1;
  for (const { text, kind, key } of cells) {
    before = key ?? before;
    const look: Look =
      key === next ? "caret" : before < next && before >= from ? "done" : (kind ?? "plain");
    const isMissed = key !== undefined && missed.has(key);
    const last = pieces.at(-1);
    if (last?.look === look && last.missed === isMissed && look !== "caret") last.text += text;
    else pieces.push({ look, missed: isMissed, text });
  }
  return pieces;
}
