/** Cuts the plan's snippets into the hunks that bugs carry: whole statements, each dealt once. */
import type { Plan, PlanSnippet } from "../plan.ts";
import type { Hunk } from "../state.ts";
import { countKeys, tokenize } from "../tokens.ts";

/** The number of hunks in the deck: enough to choose distinct first keys. */
const AHEAD = 12;

/** A hunk has no more lines, unless a single statement has more. A card shows six. */
const MOST_LINES = 6;

/** The place at which the next hunk begins. */
export interface Cursor {
  snippet: number;
  line: number;
}

/** A statement of a snippet: its lines, and how many keys they take. */
interface Statement {
  from: number;
  to: number;
  keys: number;
}

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
    .map((line) => line.slice(margin).replace(/(\S) {2,}(?=\S)/g, "$1 "))
    .join("\n")
    .trimEnd();
}

function keysIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Math.max(0, countKeys(tokenize(line)) + 1), 0);
}

/** Returns the statements of a snippet, one after the other; none for a snippet without code. */
function statementsOf(snippet: PlanSnippet, lines: readonly string[]): Statement[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1) return [];
  const starts = (snippet.statement_starts ?? lines.map((_, index) => index)).filter(
    (line) => line > first && line < lines.length && lines[line]?.trim() !== "",
  );
  return [first, ...starts].map((from, index) => {
    const to = starts[index] ?? lines.length;
    return { from, to, keys: keysIn(lines.slice(from, to)) };
  });
}

function cut(plan: Plan, cursor: Cursor, leastKeys: number): Hunk | undefined {
  const snippet = plan.snippets[cursor.snippet];
  if (!snippet) return undefined;
  const lines = snippet.snippet_text.split("\n");
  const statements = statementsOf(snippet, lines).filter(({ from }) => from >= cursor.line);
  const [first] = statements;
  if (!first) return undefined;

  let { to, keys } = first;
  let count = 1;
  for (const next of statements.slice(1)) {
    if (keys >= leastKeys || next.to - first.from > MOST_LINES) break;
    to = next.to;
    keys += next.keys;
    count += 1;
  }
  // A rest that is too short for a bug joins this one, where the card has room.
  const rest = statements.slice(count).reduce((sum, statement) => sum + statement.keys, 0);
  const end = statements.at(-1)?.to ?? to;
  if (2 * rest < leastKeys && end - first.from <= MOST_LINES) to = end;

  cursor.line = to;
  const code = codeOf(lines.slice(first.from, to));
  return { snippets: [cursor.snippet], line: first.from, code, tokens: tokenize(code) };
}

/** Returns the next hunk of at least `leastKeys` keys, if its snippet has so many left. After the last snippet the first follows. */
function next(plan: Plan, cursor: Cursor, leastKeys: number): Hunk | undefined {
  // After all snippets without a hunk, the plan has nothing to type.
  for (let tried = 0; tried <= plan.snippets.length; tried += 1) {
    const hunk = cut(plan, cursor, leastKeys);
    if (hunk) return hunk;
    cursor.snippet = (cursor.snippet + 1) % Math.max(1, plan.snippets.length);
    cursor.line = 0;
  }
  return undefined;
}

/** Fills `deck` from `cursor` with hunks of at least `leastKeys` keys. */
export function refill(plan: Plan, deck: Hunk[], cursor: Cursor, leastKeys: number): void {
  while (deck.length < AHEAD) {
    const hunk = next(plan, cursor, leastKeys);
    if (!hunk) return;
    deck.push(hunk);
  }
}

/**
 * Returns the hunks of a boss: consecutive ones of one snippet, the next that has not been dealt from. What is
 * left of the present snippet goes to `deck`, and so does what the boss leaves of its own.
 */
export function bossHunks(
  plan: Plan,
  deck: Hunk[],
  cursor: Cursor,
  phases: number,
  leastKeys: number,
): Hunk[] {
  if (cursor.line > 0) {
    for (let rest = cut(plan, cursor, leastKeys); rest; rest = cut(plan, cursor, leastKeys)) {
      deck.push(rest);
    }
  }
  const first = next(plan, cursor, leastKeys);
  if (!first) return [];
  const hunks = [first];
  while (hunks.length < phases) {
    const hunk = cut(plan, cursor, leastKeys);
    if (!hunk) break;
    hunks.push(hunk);
  }
  return hunks;
}
