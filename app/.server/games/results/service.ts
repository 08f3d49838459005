/** Results and their replays, for everybody to see. */
import { highlightsOf } from "../../../code/highlight.ts";
import type { Replay, ResultWithPlayer } from "../../../contracts/game.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { DomainError } from "../../errors.ts";
import { unpackKeys } from "../key-log.ts";
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

/** Returns all that it takes to run a result again. @throws `not_found`, `log_forgotten` */
export async function replay(
  db: Db,
  viewer: Caller | undefined,
  resultId: string,
): Promise<Replay> {
  const row = uuidOrNull(resultId) ? await findReplay(db, viewer, resultId) : undefined;
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
