/** The rules of ending a game. */
import type { EndedGame, EndRequest } from "../../../contracts/game.ts";
import type { Engine } from "../../../engine/engine.ts";
import { ENGINES, engineOf } from "../../../engine/index.ts";
import { activeUserLock, type Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { checkpointsOf } from "../plausibility/queries.ts";
import { planOf } from "../sessions/plan.ts";
import { requireOpen, sessionClosed } from "../sessions/service.ts";
import { verify } from "../verification.ts";
import { findSessionToEnd, findStoredResult, type StoredResult } from "./queries.ts";
import { insertResult } from "./stored-result/queries.ts";

/** A game that ended, and whether this call stored its result. */
export interface Ended {
  ended: EndedGame;
  created: boolean;
}

/** Drops the boards that a result changed from the cache, then returns the result as the player sees it. */
export async function endedGame(
  { inserted: created, boards, new_best, rank, achievements, ...result }: StoredResult,
  cache: BoardCache,
): Promise<Ended> {
  await cache.drop(boards);
  return { ended: { result, new_best, rank, achievements }, created };
}

/**
 * Loads the engine of the version that a run began under.
 *
 * @throws `engine_outdated` when this server has no such version: after a release was rolled back
 */
export async function requireEngine(
  { engine_version }: { engine_version: number },
  engines = ENGINES,
): Promise<Engine> {
  const engine = await engineOf(engine_version, engines);
  if (engine) return engine;
  throw new DomainError(
    "engine_outdated",
    "The game was updated while you played, so this run cannot be verified",
  );
}

/**
 * Ends a game: verifies the log and stores the server's own numbers, once.
 *
 * @param cache drops the boards that the result changed
 * @throws `unauthenticated`, `session_not_found`, `session_closed`, `session_expired`,
 *   `engine_outdated`, `log_rejected`
 */
export async function endGame(
  db: Db,
  caller: Caller,
  request: EndRequest,
  cache: BoardCache,
  engines = ENGINES,
): Promise<Ended> {
  const { session_token, key_sequence } = request;
  const session = await findSessionToEnd(db, caller, session_token, key_sequence.length);
  if (!session) throw inactiveAccount();
  if (session.id !== null && session.result_id) {
    const stored = await findStoredResult(db, session.result_id, caller.id);
    if (!stored) throw new DomainError("session_not_found", "The result of this session is gone");
    return endedGame(stored, cache);
  }
  if (session.id !== null && session.mode === "own" && session.snippets.length === 0) {
    throw new DomainError("session_closed", "You deleted the text of this run");
  }
  requireOpen(session);
  const engine = await requireEngine(session, engines);
  const { elapsed, best_pace: bestBefore, others } = session;
  const checkpoints = checkpointsOf(session, key_sequence);
  const known = { elapsed, checkpoints, bestBefore, others };
  const verdict = verify(engine, planOf(session), request, known);
  const playerLock = activeUserLock(caller);
  const stored = await insertResult(db, { session, playerLock, request, verdict });
  if (stored.id !== null) return endedGame(stored, cache);
  throw stored.may_act ? sessionClosed() : inactiveAccount();
}
