/** Cuts the plan's snippets into the hunks that bugs carry: whole statements, each dealt once before any is dealt again. */
import type { Plan, PlanSnippet } from "../plan.ts";
import type { Hunk } from "../state.ts";
import { countKeys, tokenize } from "../tokens.ts";

/** The number of hunks in the deck: enough to choose distinct first keys. */
const AHEAD = 12;

/** A hunk has no more lines, unless a single statement has more. A card shows six. */
const MOST_LINES = 6;

/** The place at which the next hunk begins. After the last snippet, all of the plan has been cut. */
export interface Cursor {
  snippet: number;
  line: number;
}

/** Returns whether the snippet has code in that line. */
const isTyped = (lines: readonly string[], line: number) => (lines[line] ?? "").trim() !== "";

/**
 * Returns `lines` without the indentation that all of them share. A run of blanks within a line becomes one,
 * because one key types it.
 */
function codeOf(lines: readonly string[]): string {
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (line.trim() !== "") margin = Math.min(margin, line.search(/\S/));
  }
  return lines
    .map((line) => line.slice(margin).replace(/(\S)\s{2,}(?=\S)/g, "$1 "))
    .join("\n")
    .trimEnd();
}

/** Returns the number of keys of the lines from `from` to `to`, without `to`, including an Enter after each. */
function keysIn(lines: readonly string[], from: number, to: number): number {
  let keys = 0;
  for (let line = from; line < to; line += 1) {
    if (isTyped(lines, line)) keys += countKeys(tokenize(lines[line] ?? "")) + 1;
  }
  return keys;
}

/** Returns the lines at which the statements from `from` on begin, ascending, and the end of the snippet. */
function startsFrom(snippet: PlanSnippet, lines: readonly string[], from: number): number[] {
  let first = from;
  while (first < lines.length && !isTyped(lines, first)) first += 1;
  if (first === lines.length) return [];
  const starts = [first];
  for (const line of snippet.statement_starts ?? lines.keys()) {
    if (line > (starts.at(-1) ?? 0) && isTyped(lines, line)) starts.push(line);
  }
  return [...starts, lines.length];
}

/** Returns how many lines a card shows of the lines from `from` to `to`, without `to`. */
function height(lines: readonly string[], from: number, to: number): number {
  let end = to;
  while (end > from && !isTyped(lines, end - 1)) end -= 1;
  return end - from;
}

/** Cuts the next hunk of at least `leastKeys` keys from the snippet at the cursor, if that has so many left. */
function cut(plan: Plan, cursor: Cursor, leastKeys: number): Hunk | undefined {
  const snippet = plan.snippets[cursor.snippet];
  if (!snippet) return undefined;
  const lines = snippet.snippet_text.split("\n");
  const [from, ...ends] = startsFrom(snippet, lines, cursor.line);
  const end = ends.at(-1);
  if (from === undefined || end === undefined) return undefined;

  let to = from;
  let keys = 0;
  for (const next of ends) {
    if (to > from && (keys >= leastKeys || height(lines, from, next) > MOST_LINES)) break;
    keys += keysIn(lines, to, next);
    to = next;
  }
  // A rest that is too short for a bug joins this one, where the card has room.
  const joins = height(lines, from, end) <= MOST_LINES && 2 * keysIn(lines, to, end) < leastKeys;
  if (joins) to = end;

  cursor.line = to;
  const code = codeOf(lines.slice(from, to));
  return { snippets: [cursor.snippet], line: from, code, tokens: tokenize(code) };
}

/** Cuts the next hunk; undefined when all of the plan has been cut. */
function next(plan: Plan, cursor: Cursor, leastKeys: number): Hunk | undefined {
  while (cursor.snippet < plan.snippets.length) {
    const hunk = cut(plan, cursor, leastKeys);
    if (hunk) return hunk;
    cursor.snippet += 1;
    cursor.line = 0;
  }
  return undefined;
}

function fill(plan: Plan, deck: Hunk[], cursor: Cursor, leastKeys: number): void {
  while (deck.length < AHEAD) {
    const hunk = next(plan, cursor, leastKeys);
    if (!hunk) return;
    deck.push(hunk);
  }
}

/**
 * Fills `deck` with hunks of at least `leastKeys` keys. The plan begins again once all its hunks have been dealt, not
 * before. The deck stays empty only if the plan has nothing to type.
 */
export function refill(plan: Plan, deck: Hunk[], cursor: Cursor, leastKeys: number): void {
  fill(plan, deck, cursor, leastKeys);
  if (deck.length > 0) return;
  cursor.snippet = 0;
  cursor.line = 0;
  fill(plan, deck, cursor, leastKeys);
}

/**
 * Takes the hunks of a boss, of at least `bossKeys` keys each: consecutive ones that begin with the next whole snippet.
 * What is left of the present snippet goes to `deck`. When the plan has no whole snippet left, the boss gets hunks of
 * the deck.
 */
export function takeBossHunks(
  plan: Plan,
  deck: Hunk[],
  cursor: Cursor,
  { phases, leastKeys, bossKeys }: { phases: number; leastKeys: number; bossKeys: number },
): Hunk[] {
  while (cursor.line > 0) {
    const rest = cut(plan, cursor, leastKeys);
    if (!rest) break;
    deck.push(rest);
  }
  const hunks: Hunk[] = [];
  while (hunks.length < phases) {
    const hunk = next(plan, cursor, bossKeys);
    if (!hunk) break;
    hunks.push(hunk);
  }
  return hunks.length > 0 ? hunks : deck.splice(0, phases);
}
