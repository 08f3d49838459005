/** The layout of a bug's card: how its code is wrapped into rows, and how large it is. */
import type { Caret, CodeLine, Viewport } from "./messages.ts";
import { ADVANCE, floorOf, GLYPH_HEIGHT, LINE_HEIGHT, MARGIN } from "./sizes.ts";

/** What a card shows. */
export interface Card {
  lines: readonly CodeLine[];
  caret: Caret;
  locked: boolean;
  /** A text below the code; none if empty. */
  note: string;
  /** What follows the line with the caret, in words: a waiting card shows only that line. */
  more: string;
}

/** A row of a card: some characters of a line, after `indent` blank columns. */
export interface Row {
  line: number;
  from: number;
  to: number;
  indent: number;
  /** Whether the line ends with it. */
  ends: boolean;
}

export interface CardLayout {
  font: number;
  width: number;
  height: number;
  rows: readonly Row[];
  /** Padding, and the width of the line numbers within it. */
  side: number;
  above: number;
  numbers: number;
  note: string;
  noteFont: number;
}

/** A locked card shows no more rows: a boss of version 1 carries whole snippets. */
const MOST_ROWS = 9;
const WAITING_ROWS = 2;
/** A lower field, above the keyboard of a phone, has room for few rows: a waiting card shows one, and not what follows. */
const LOW = 400;
const LOW_ROWS = { locked: 3, waiting: 1 };
/** The largest share of the field's width that a waiting card takes. */
const WAITING_SHARE = { wide: 0.5, narrow: 0.56 };
/** The columns that the sign of Enter takes. */
export const ENTER_COLUMNS = 2;
/** A grown line is marked at its end. */
export const GROWN_MARK = "+0";

/**
 * Wraps a line into rows of at most `columns`, at blanks where it can; further rows are indented.
 *
 * @param first the column at which the first row begins
 */
export function wrap(text: string, columns: number, first = 0): Omit<Row, "line">[] {
  const lead = Math.max(0, text.search(/\S/));
  const hanging = Math.min(lead - first + 2, Math.floor(columns / 2));
  const rows: Omit<Row, "line">[] = [];
  let from = first;
  do {
    const indent = from === first ? 0 : hanging;
    let to = Math.min(text.length, from + Math.max(1, columns - indent));
    const blank = text.lastIndexOf(" ", to - 1);
    // A blank in the first half would leave most of the row empty.
    if (to < text.length && blank > Math.max(from + (columns - indent) / 2, lead)) to = blank + 1;
    rows.push({ from, to, indent, ends: to === text.length });
    from = to;
  } while (from < text.length);
  return rows;
}

function rowsOf(
  lines: readonly CodeLine[],
  line: number,
  columns: number,
  indented: boolean,
): Row[] {
  const text = lines[line]?.text ?? "";
  const first = indented ? 0 : Math.max(0, text.search(/\S/));
  return wrap(text, columns, first).map((row) => ({ line, ...row }));
}

/** Returns the index of the row with the caret. */
export const caretRow = (rows: readonly Row[], { line, column, length }: Caret): number =>
  rows.findIndex(
    (row) =>
      row.line === line &&
      column >= row.from &&
      (column < row.to || (row.ends && (length === 0 || column === row.to))),
  );

/** Returns at most `most` rows around the caret: one above it, the others below. */
function around(rows: Row[], caret: Caret, most: number): Row[] {
  const first = Math.min(Math.max(0, caretRow(rows, caret) - 1), Math.max(0, rows.length - most));
  return rows.slice(first, first + most);
}

function noteOf({ locked, note, more }: Card, low: boolean): string {
  if (locked || low || more === "") return note;
  return note === "" ? more : `${note} · ${more}`;
}

/**
 * Shortens a note to so many columns. Without room what follows a colon goes first, as in a lesson, of which the name of
 * the kind is left; then whole parts at the end.
 */
function fitNote(note: string, columns: number): string {
  if (note.length <= columns) return note;
  const brief = note.replace(/: [^·]*(?= ·|$)/g, "");
  if (brief.length <= columns) return brief;
  const ends = [...brief.matchAll(/ · |, /g)].map(({ index }) => index);
  const end = ends.findLast((index) => index < columns) ?? columns - 1;
  return `${brief.slice(0, end)}…`;
}

/** Returns the layout of a card. A locked one shows all its code, a waiting one the line that is typed next. */
export function layOutCard(card: Card, viewport: Viewport, font: number): CardLayout {
  const { lines, caret, locked } = card;
  const low = viewport.height < LOW;
  const note = noteOf(card, low);
  const char = ADVANCE * font;
  const side = (locked ? 0.95 : 0.8) * font;
  const above = (locked ? 0.7 : 0.5) * font;
  const noteFont = Math.max(11, (locked ? 0.62 : 0.92) * font);
  const noteHeight = note === "" ? 0 : noteFont * LINE_HEIGHT;
  const last = lines.at(-1)?.number ?? 0;
  const numbers =
    locked && !viewport.narrow ? Math.max(2, String(last).length) * 0.7 * char + 0.9 * char : 0;
  const share = viewport.narrow ? WAITING_SHARE.narrow : WAITING_SHARE.wide;
  const room = locked ? viewport.width - 2 * MARGIN : viewport.width * share;
  const columns = Math.max(8, Math.floor((room - 2 * side - numbers) / char) - ENTER_COLUMNS);

  let rows: Row[];
  if (locked) {
    // On a narrow field the glyph is above the card or below it.
    const glyph = viewport.narrow ? GLYPH_HEIGHT * viewport.code : 0;
    const free = floorOf(viewport) - 2 * MARGIN - 2 * above - noteHeight - glyph;
    const fitting = Math.min(MOST_ROWS, Math.floor(free / (LINE_HEIGHT * font)));
    const most = low ? LOW_ROWS.locked : Math.max(3, fitting);
    const all = lines.flatMap((_, line) => rowsOf(lines, line, columns, true));
    rows = around(all, caret, most);
  } else {
    const all = rowsOf(lines, caret.line, columns, false);
    const first = Math.max(0, caretRow(all, caret));
    rows = all.slice(first, first + (low ? LOW_ROWS.waiting : WAITING_ROWS));
  }
  const widest = rows.reduce((most, { line, from, to, indent, ends }) => {
    const { enter = false, grown = false } = lines[line] ?? {};
    const marks = ends ? (enter ? ENTER_COLUMNS : 0) + (grown ? GROWN_MARK.length + 1 : 0) : 1;
    return Math.max(most, indent + to - from + marks);
  }, 1);
  const shown = fitNote(note, Math.floor((room - 2 * side) / (ADVANCE * noteFont)));
  return {
    font,
    width: 2 * side + Math.max(numbers + widest * char, shown.length * ADVANCE * noteFont),
    height: 2 * above + rows.length * LINE_HEIGHT * font + noteHeight,
    rows,
    side,
    above,
    numbers,
    note: shown,
    noteFont,
  };
}
