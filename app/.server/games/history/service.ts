/** A player's own results: in pages, or all of them as a CSV file. */

import type { HistoryItem } from "../../../contracts/game.ts";
import type { HistoryFilter, HistoryQuery } from "../../../contracts/history.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import type { TimeCursor } from "../../db/pages.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { inactiveAccount } from "../../errors.ts";
import { csvRow } from "./csv.ts";
import { findHistory } from "./queries.ts";

const cursorOf = ({ ended_at, id }: HistoryItem): TimeCursor => [ended_at, id];

/** Returns a page of the caller's results, newest first. @throws `unauthenticated`, `validation_failed` */
export async function history(
  db: Db,
  caller: Caller,
  { cursor, ...query }: HistoryQuery,
): Promise<Page<HistoryItem>> {
  const after = readCursor(timeCursorSchema, cursor);
  const found = await findHistory(db, caller, { ...query, after });
  if (!found) throw inactiveAccount();
  return pageFrom(found, query.limit, cursorOf);
}

/** Results that one round trip reads, and that are in memory at a time (docs/decisions/0028). */
export const BATCH = 5_000;

/** The columns of the file, each with its value for a result. */
const COLUMNS: Record<string, (run: HistoryItem) => string | number | null> = {
  id: (run) => run.id,
  ended_at: (run) => run.ended_at,
  language: (run) => run.session.language,
  difficulty: (run) => run.session.difficulty,
  mode: (run) => run.session.mode,
  outcome: (run) => run.session.outcome,
  status: (run) => run.status,
  final_score: (run) => run.final_score,
  standard_wpm: (run) => run.standard_wpm,
  key_accuracy: (run) => run.key_accuracy,
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
 * Yields the caller's results that match the filter as CSV, newest first. Each part is read from the
 * database when it is pulled, and each statement checks again that the caller is signed in.
 *
 * @throws `unauthenticated` instead of a part when the caller may not act
 */
export async function* historyCsv(
  db: Db,
  caller: Caller,
  filter: HistoryFilter,
): AsyncGenerator<string, void> {
  let head = csvRow(Object.keys(COLUMNS));
  let after: TimeCursor | undefined;
  for (;;) {
    const found = await findHistory(db, caller, { ...filter, limit: BATCH, after });
    if (!found) throw inactiveAccount();
    const part = found.slice(0, BATCH);
    yield head +
      part.map((run) => csvRow(Object.values(COLUMNS).map((value) => value(run)))).join("");
    const last = part.at(-1);
    if (!last || found.length <= BATCH) return;
    head = "";
    after = cursorOf(last);
  }
}
