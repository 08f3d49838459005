/** The rules of looking at games that ended. */
import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import type { HistoryItem, Replay, ResultWithPlayer } from "../../contracts/game.ts";
import type { Page, PageQuery } from "../../contracts/list.ts";
import type { Caller } from "../callers/queries.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import type { Db } from "../db/client.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import { highlightsOf } from "../snippets/highlight.ts";
import { unpackKeys } from "./key-log.ts";
import { planOf } from "./plan.ts";
import { findHistory, findReplay, findResult, type HistoryCursor } from "./queries.ts";

const historyCursorSchema: z.ZodType<HistoryCursor> = z.tuple([timeSchema, z.uuid()]);

/** A page of the caller's results, newest first. @throws `unauthenticated`, `validation_failed` */
export async function history(
  db: Db,
  caller: Caller,
  { limit, cursor }: PageQuery,
): Promise<Page<HistoryItem>> {
  const found = await findHistory(db, caller, limit, readCursor(historyCursorSchema, cursor));
  if (!found) throw inactiveAccount();
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last;
  return { items, next_cursor: more ? writeCursor([last.ended_at, last.id]) : null };
}

const noResult = () => new DomainError("not_found", "There is no such result");
const isId = (id: string) => z.uuid().safeParse(id).success;

/** One result with its session and player. @throws `not_found` */
export async function result(db: Db, resultId: string): Promise<ResultWithPlayer> {
  const found = isId(resultId) ? await findResult(db, resultId) : undefined;
  if (!found) throw noResult();
  return found;
}

/** All that it takes to run a result again, anywhere. @throws `not_found` */
export async function replay(db: Db, resultId: string): Promise<Replay> {
  const row = isId(resultId) ? await findReplay(db, resultId) : undefined;
  if (!row) throw noResult();
  const plan = planOf(row);
  return {
    plan,
    key_sequence: unpackKeys(row.key_sequence),
    engine_version: row.engine_version,
    outcome: row.outcome,
    ended_at_ms: row.ended_at_ms,
    highlights: highlightsOf(plan),
  };
}
