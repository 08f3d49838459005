/** The rules of looking at one's own results: in pages, or all of them as a file. */
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import type { HistoryItem } from "../../../contracts/game.ts";
import type { HistoryFilter, HistoryQuery } from "../../../contracts/history.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { readCursor, writeCursor } from "../../db/pages.ts";
import { inactiveAccount } from "../../errors.ts";
import { findHistory, type HistoryCursor } from "../queries.ts";
import { csvRow } from "./csv.ts";

const historyCursorSchema: z.ZodType<HistoryCursor> = z.tuple([timeSchema, z.uuid()]);

/** A page of the caller's results, newest first. @throws `unauthenticated`, `validation_failed` */
export async function history(
  db: Db,
  caller: Caller,
  { cursor, ...query }: HistoryQuery,
): Promise<Page<HistoryItem>> {
  const { limit } = query;
  const after = readCursor(historyCursorSchema, cursor);
  const found = await findHistory(db, caller, { ...query, after });
  if (!found) throw inactiveAccount();
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last;
  return { items, next_cursor: more ? writeCursor([last.ended_at, last.id]) : null };
}

/** Results that are in memory at a time, and that one round trip brings (docs/decisions/0028). */
export const BATCH = 5_000;

/** What a line of the file says of a result. */
const COLUMNS: Record<string, (run: HistoryItem) => string | number> = {
  id: (run) => run.id,
  ended_at: (run) => run.ended_at,
  language: (run) => run.session.language,
  difficulty: (run) => run.session.difficulty,
  mode: (run) => run.session.mode,
  outcome: (run) => run.session.outcome,
  status: (run) => run.status,
  final_score: (run) => run.final_score,
  words_per_minute: (run) => run.words_per_minute,
  accuracy_percentage: (run) => run.accuracy_percentage,
  waves_completed: (run) => run.waves_completed,
  enemies_killed: (run) => run.enemies_killed,
  total_words_typed: (run) => run.total_words_typed,
  correct_words: (run) => run.correct_words,
  incorrect_words: (run) => run.incorrect_words,
  max_combo: (run) => run.max_combo,
  total_damage_dealt: (run) => run.total_damage_dealt,
  total_damage_taken: (run) => run.total_damage_taken,
  playtime_seconds: (run) => run.playtime_seconds,
};

/**
 * All of the caller's results that the filter keeps, newest first, as CSV: the next
 * part is read when somebody asks for it. Who is signed out on the way gets no more.
 *
 * @throws `unauthenticated`, with the first part
 */
export async function* historyCsv(
  db: Db,
  caller: Caller,
  filter: HistoryFilter,
): AsyncGenerator<string, void> {
  let head = csvRow(Object.keys(COLUMNS));
  let after: HistoryCursor | undefined;
  for (;;) {
    const found = await findHistory(db, caller, { ...filter, limit: BATCH, after });
    if (!found) throw inactiveAccount();
    const part = found.slice(0, BATCH);
    yield head + part.map((run) => csvRow(Object.values(COLUMNS).map((of) => of(run)))).join("");
    const last = part.at(-1);
    if (!last || found.length <= BATCH) return;
    head = "";
    after = [last.ended_at, last.id];
  }
}
