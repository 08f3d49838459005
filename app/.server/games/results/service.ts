/** Results and their replays, for everybody to see. */
import { highlightsOf } from "../../../code/highlight.ts";
import type { Replay, ResultWithPlayer } from "../../../contracts/game.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { dayOf } from "../../db/time.ts";
import { DomainError, dailySealed } from "../../errors.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import { planOf } from "../sessions/plan.ts";
import { findReplay, findResult, type ReplayRow } from "./queries.ts";

const noResult = () => new DomainError("not_found", "There is no such result");
const logForgotten = () =>
  new DomainError(
    "log_forgotten",
    "The keys of old runs are kept only for players' bests; the result itself stays",
  );

/** Returns a result with its session and player. @throws `not_found`, also for one that `viewer` may not see */
export async function result(
  db: Db,
  viewer: Caller | undefined,
  resultId: string,
): Promise<ResultWithPlayer> {
  const found = uuidOrNull(resultId) ? await findResult(db, viewer, resultId) : undefined;
  if (!found) throw noResult();
  return found;
}

/**
 * Returns all that it takes to run a result again.
 *
 * @param now decides which day's challenge is today's
 * @throws `not_found`, also for one that `viewer` may not see, `log_forgotten`, `daily_sealed` before the viewer's own try at today's challenge
 */
export async function replay(
  db: Db,
  viewer: Caller | undefined,
  resultId: string,
  now = new Date(),
): Promise<Replay> {
  const row = uuidOrNull(resultId)
    ? await findReplay(db, resultId, { caller: viewer, day: dayOf(now) })
    : undefined;
  if (row?.sealed) throw dailySealed();
  return replayOf(row ?? null);
}

/**
 * Returns the replay of a row.
 *
 * @throws `not_found` without a row, `log_forgotten` for a row without keys
 */
export function replayOf(row: ReplayRow | null): Replay {
  if (!row) throw noResult();
  if (!row.key_sequence) throw logForgotten();
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
