/** The rules of looking at games that ended. */
import { z } from "zod";
import { highlightsOf } from "../../code/highlight.ts";
import type { Replay, ResultWithPlayer } from "../../contracts/game.ts";
import type { Db } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { unpackKeys } from "./key-log.ts";
import { planOf } from "./plan.ts";
import { findReplay, findResult, type ReplayRow } from "./queries.ts";

const noResult = () => new DomainError("not_found", "There is no such result");
const logForgotten = () =>
  new DomainError(
    "log_forgotten",
    "The keys of old runs are kept only for players' bests; the result itself stays",
  );
const isId = (id: string) => z.uuid().safeParse(id).success;

/** One result with its session and player. @throws `not_found` */
export async function result(db: Db, resultId: string): Promise<ResultWithPlayer> {
  const found = isId(resultId) ? await findResult(db, resultId) : undefined;
  if (!found) throw noResult();
  return found;
}

/** All that it takes to run a result again, anywhere. @throws `not_found`, `log_forgotten` */
export async function replay(db: Db, resultId: string): Promise<Replay> {
  const row = isId(resultId) ? await findReplay(db, resultId) : undefined;
  return replayOf(row ?? null);
}

/** @throws `not_found`, `log_forgotten` */
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
