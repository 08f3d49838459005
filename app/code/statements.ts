/**
 * Finds the lines of a text at which a piece of it may begin, so that each piece reads as code: it holds whole statements,
 * does not begin with `else` or a closing bracket, and does not end with a header whose block has not begun.
 */
import { outlineJavaScript } from "./javascript-outline.ts";
import type { Dialect } from "./messages.ts";
import type { Outline, Sequence } from "./outline.ts";
import { outlinePython } from "./python/outline.ts";

/** The most lines of code that a piece has, if its literals can be divided. */
export const MAX_PIECE_LINES = 6;

/** Returns the outline of a text; undefined if it does not parse, or would take the parser too long. */
function outlineOf(text: string, language: Dialect): Outline | undefined {
  try {
    return language === "PYTHON" ? outlinePython(text) : outlineJavaScript(text, language);
  } catch {
    return undefined;
  }
}

/** A literal in lines. */
interface Division {
  /** The lines at which its elements begin, without the first element. */
  starts: number[];
  /** How many lines its elements have. */
  span: number;
}

/** The lines of a text, which all have numbers from 0. */
interface Lines {
  /** Whether a line has code or a comment. */
  isTyped: (line: number) => boolean;
  /** Returns the lines at which items of a sequence begin, without the first item, which belongs to what is before it. */
  startsIn: (sequence: Sequence) => number[];
  divisionOf: (sequence: Sequence) => Division;
}

function linesOf(text: string, { code }: Outline): Lines {
  const original = text.split("\n");
  const uncommented = code.split("\n");
  const lineStarts = [0];
  for (let end = code.indexOf("\n"); end >= 0; end = code.indexOf("\n", end + 1))
    lineStarts.push(end + 1);
  const lineOf = (offset: number) => {
    let line = 0;
    let after = lineStarts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return line;
  };
  const isBlank = (line: number) => uncommented[line]?.trim() === "";
  const isTyped = (line: number) => original[line]?.trim() !== "";
  /** A comment belongs to what follows it, also across a blank line. */
  const withComments = (line: number) => {
    let first = line;
    for (let above = line - 1; above >= 0 && isBlank(above); above--)
      if (isTyped(above)) first = above;
    return first;
  };
  const startsIn = ({ starts }: Sequence) =>
    starts.slice(1).flatMap((start) => {
      const line = lineOf(start);
      const isFirst = code.slice(lineStarts[line], start).trim() === "";
      return isFirst ? [withComments(line)] : [];
    });
  return {
    isTyped,
    startsIn,
    divisionOf: (sequence) => ({
      starts: startsIn(sequence),
      span: lineOf(sequence.end) - lineOf(sequence.starts[0] ?? 0) + 1,
    }),
  };
}

const ascending = (lines: Iterable<number>) => [...new Set(lines)].sort((a, b) => a - b);

/**
 * Divides a piece of code, the lines from `from` up to but not including `to`, and returns the first line of each part. A
 * short piece is one part. A long piece is divided at the elements of its longest literal, and each part in the same way.
 *
 * @param divisions the literals, the longest first
 */
function divide(from: number, to: number, divisions: Division[], lines: Lines): number[] {
  let typed = 0;
  for (let line = from; line < to; line++) if (lines.isTyped(line)) typed += 1;
  if (typed <= MAX_PIECE_LINES) return [from];
  const isInside = (line: number) => line > from && line < to;
  const inside = divisions.filter(({ starts }) => starts.some(isInside));
  const [longest] = inside;
  if (!longest) return [from];
  const starts = ascending([from, ...longest.starts.filter(isInside)]);
  return starts.flatMap((start, index) => divide(start, starts[index + 1] ?? to, inside, lines));
}

/**
 * Returns the lines, from 0 and ascending, at which a piece of `text` may begin:
 *
 * - the first line that is not blank;
 * - each statement that begins a line, in every block, except the first of a block, which belongs to its header. Blocks
 *   are also the bodies of functions within expressions, but not within template literals;
 * - in the same way each member of a class, an interface or an object type, each method of an object and what follows it, and
 *   each case, unless it shares its body with the case before it;
 * - the elements of a literal, of a call or of JSX, and the statements of a case, but only where a piece would have more than
 *   `MAX_PIECE_LINES` lines otherwise, and only those of the longest literals;
 * - for each of them, the first line of the comments above it.
 *
 * Of a text that does not parse, only its first line.
 */
export function statementStarts(text: string, language: Dialect): number[] {
  const all = text.split("\n");
  const first = all.findIndex((line) => line.trim() !== "");
  if (first < 0) return [];
  const outline = outlineOf(text, language);
  if (!outline) return [first];
  const lines = linesOf(text, outline);
  const divisions = outline.literals
    .filter(({ starts }) => starts.length > 1)
    .map(lines.divisionOf)
    .filter(({ starts }) => starts.length > 0)
    .sort((a, b) => b.span - a.span);
  const starts = ascending([first, ...outline.blocks.flatMap(lines.startsIn)]);
  return ascending(
    starts.flatMap((start, index) =>
      divide(start, starts[index + 1] ?? all.length, divisions, lines),
    ),
  );
}

/** Returns the pieces of `text` that begin at `starts`; joined by line ends they are the text without blank lines before. */
export function piecesAt(text: string, starts: readonly number[]): string[] {
  const lines = text.split("\n");
  return starts.map((start, index) => lines.slice(start, starts[index + 1]).join("\n"));
}
