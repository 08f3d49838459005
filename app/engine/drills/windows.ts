/** Cuts the short pieces of code of which drills are made. */
import { tokenize } from "../tokens.ts";

/** The number of lines with code in a window. */
const FEWEST_LINES = 2;
const MOST_LINES = 4;

/** Some consecutive lines of a text. */
export interface Window {
  /** From 0. */
  line: number;
  lines: number;
  /** Without the indentation that all lines share. */
  text: string;
  /** What is typed: Space and Enter are `" "` and `"\n"`. */
  stream: string;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const isTyped = (line: string) => line.trim() !== "";

/** Returns what is typed of a text, without a separator at its end. */
export function streamOf(text: string): string {
  let stream = "";
  let before = 0;
  for (const { text: token, line } of tokenize(text)) {
    if (stream !== "") stream += line === before ? " " : "\n";
    stream += token;
    before = line;
  }
  return stream;
}

/** Returns lines without the indentation that all of them share, and without blank lines at the end. */
export function dedent(lines: readonly string[]): string {
  const margin = Math.min(...lines.filter(isTyped).map(indentOf));
  return lines
    .map((line) => line.slice(margin))
    .join("\n")
    .trimEnd();
}

/** Returns the lines of a text as a window, whatever their number. */
export function windowAt(text: string, line: number, lines: number): Window {
  const code = dedent(text.split("\n").slice(line, line + lines));
  return { line, lines, text: code, stream: streamOf(code) };
}

/**
 * Returns all windows of a text: two to four lines of whole statements, of which none is indented less than the first, so
 * that a window reads as code.
 *
 * @param starts the lines at which a piece may begin (`app/code/statements.ts`), from 0 and ascending
 */
export function windowsOf(text: string, starts: readonly number[]): Window[] {
  const all = text.split("\n");
  const ends = [...starts.slice(1), all.length];
  return starts.flatMap((start, index) => {
    const windows: Window[] = [];
    const margin = indentOf(all[start] ?? "");
    for (const end of ends.slice(index)) {
      const typed = all.slice(start, end).filter(isTyped);
      if (typed.length > MOST_LINES || typed.some((line) => indentOf(line) < margin)) break;
      if (typed.length < FEWEST_LINES) continue;
      let lines = end - start;
      while (!isTyped(all[start + lines - 1] ?? "")) lines -= 1;
      windows.push(windowAt(text, start, lines));
    }
    return windows;
  });
}
