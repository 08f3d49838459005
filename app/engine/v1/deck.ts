/** Cuts the plan's snippets into the hunks that bugs carry. */
import type { Plan, PlanSnippet } from "../plan.ts";
import type { Hunk } from "../state.ts";
import { tokenize } from "../tokens.ts";

/** The number of hunks in the deck: enough to choose distinct first keys. */
const AHEAD = 24;

/** The place at which the next hunk begins. */
export interface Cursor {
  snippet: number;
  line: number;
}

function dedent(lines: readonly string[]): string {
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (line.trim() !== "") margin = Math.min(margin, line.search(/\S/));
  }
  return lines.map((line) => line.slice(margin)).join("\n");
}

const linesOf = (snippet: PlanSnippet | undefined) => (snippet?.snippet_text ?? "").split("\n");
const tokensIn = (line: string | undefined) => tokenize(line ?? "").length;

function cut(plan: Plan, cursor: Cursor, atLeast: number): Hunk | undefined {
  const lines = linesOf(plan.snippets[cursor.snippet]);
  let from = cursor.line;
  while (from < lines.length && tokensIn(lines[from]) === 0) from += 1;
  if (from >= lines.length) return undefined;

  let to = from;
  let count = 0;
  while (to < lines.length && count < atLeast) {
    count += tokensIn(lines[to]);
    to += 1;
  }
  // Up to two last tokens, such as closing brackets, join this hunk, because they are too few for a bug.
  const rest = lines.slice(to).reduce((sum, line) => sum + tokensIn(line), 0);
  if (rest <= 2) to = lines.length;

  const hunk: Hunk = {
    snippets: [cursor.snippet],
    line: from,
    code: dedent(lines.slice(from, to)),
    tokens: [],
  };
  hunk.code = hunk.code.trimEnd();
  hunk.tokens = tokenize(hunk.code);
  cursor.line = to;
  return hunk;
}

/** Fills `deck` from `cursor` with hunks of at least `atLeast` tokens. After the last snippet it continues with the first. */
export function refill(plan: Plan, deck: Hunk[], cursor: Cursor, atLeast: number): void {
  /** Consecutive snippets without a hunk: after all of them, the plan has nothing to type. */
  let empty = 0;
  while (deck.length < AHEAD && empty <= plan.snippets.length) {
    const hunk = cut(plan, cursor, atLeast);
    if (hunk) {
      deck.push(hunk);
      empty = 0;
    } else {
      cursor.snippet = (cursor.snippet + 1) % Math.max(1, plan.snippets.length);
      cursor.line = 0;
      empty += 1;
    }
  }
}

/** Returns the hunk of boss number `count` (from 0): the longest snippets, in turn, until they have `atLeast` tokens. */
export function bossHunk(plan: Plan, count: number, atLeast: number): Hunk | undefined {
  const ranked = plan.snippets
    .map((snippet, index) => ({ index, tokens: tokenize(snippet.snippet_text).length }))
    .filter(({ tokens }) => tokens > 0)
    .sort((a, b) => b.tokens - a.tokens || a.index - b.index);
  if (ranked.length === 0) return undefined;
  const chosen: number[] = [];
  let tokens = 0;
  for (let i = 0; i < ranked.length && tokens < atLeast; i += 1) {
    const next = ranked[(count + i) % ranked.length];
    if (!next) break;
    chosen.push(next.index);
    tokens += next.tokens;
  }
  const code = chosen.map((index) => plan.snippets[index]?.snippet_text.trimEnd()).join("\n\n");
  return { snippets: chosen, line: 0, code, tokens: tokenize(code) };
}
