/** The code of a bug as its card shows it: its lines with their colours, and the place of the next key. */
import type { Highlight } from "../../../contracts/highlight.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { Bug } from "../../../engine/state.ts";
import { countKeys, startsLine } from "../../../engine/tokens.ts";
import type { Caret, CodeLine } from "../stage/messages.ts";
import { syntaxColorsOf } from "./syntax-colors.ts";

type Range = CodeLine["colors"][number];

/** Returns the ranges of equal colours; plain text has none. */
function rangesOf(colors: ReturnType<typeof syntaxColorsOf>[number]): Range[] {
  const ranges: Range[] = [];
  for (let from = 0; from < colors.length; ) {
    const kind = colors[from];
    let to = from + 1;
    while (to < colors.length && colors[to] === kind) to += 1;
    if (kind) ranges.push([from, to, kind]);
    from = to;
  }
  return ranges;
}

/** @param highlights of each snippet of the plan; without them the code has no colours */
export function codeLinesOf(bug: Bug, plan: Plan, highlights: readonly Highlight[]): CodeLine[] {
  const colors = syntaxColorsOf(bug, plan, highlights);
  const typed = new Set(bug.tokens.map(({ line }) => line));
  const last = bug.tokens.at(-1)?.line;
  const rows = bug.code.split("\n");
  return rows.map((row, index) => {
    const grown = index >= rows.length - bug.grown;
    return {
      text: row.trimEnd(),
      number: bug.line + index + 1,
      enter: typed.has(index) && index !== last,
      grown,
      colors: grown ? [] : rangesOf(colors[index] ?? []),
    };
  });
}

/** How far a bug is typed. */
export interface TypingProgress {
  /** Characters of its current token. */
  typed: number;
  /** Whether the separator before that token is due. */
  gap: boolean;
}

/** Returns where the next key of `bug` goes. */
export function caretOf({ tokens, next }: Bug, { typed, gap }: TypingProgress): Caret {
  const token = tokens[next];
  const before = tokens[next - 1];
  if (!token) return { line: (before?.line ?? 0) + 1, column: 0, length: 1 };
  if (!gap || !before) return { line: token.line, column: token.column + typed, length: 1 };
  const column = before.column + before.text.length;
  // Enter is one key, however much indentation follows.
  if (startsLine(tokens, next)) return { line: before.line, column, length: 0 };
  return { line: token.line, column, length: token.column - column };
}

/** Says how much is typed after the line with the caret, as `+2 lines, +58 keys`; empty if it is the last. */
export function restOf({ tokens, next }: Bug): string {
  const rest = tokens.slice(next).filter(({ line }) => line !== tokens[next]?.line);
  const lines = new Set(rest.map(({ line }) => line)).size;
  return lines === 0 ? "" : `+${lines} line${lines > 1 ? "s" : ""}, +${countKeys(rest) + 1} keys`;
}
