/** The rules of games that are played: starting one, and ending it. */
import type { EndedGame, EndRequest, StartedGame, StartRequest } from "../../contracts/game.ts";
import type { Engine } from "../../engine/engine.ts";
import { ENGINES, engineOf } from "../../engine/index.ts";
import { type Caller, lockActiveUser } from "../auth/authorization/queries.ts";
import { type Db, violatedConstraint } from "../db/client.ts";
import { dayOf } from "../db/time.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import type { BoardKey } from "../leaderboards/rank/queries.ts";
import { planOf } from "./plan.ts";
import { findStoredResult, insertResult, type StoredResult } from "./results.ts";
import {
  findSessionToEnd,
  insertChallengeSession,
  insertRematchSession,
  insertSession,
  type SessionRow,
} from "./sessions/queries.ts";
import { verify } from "./verification.ts";

/** Snippets in a plan. A run of many minutes goes round them more than once. */
export const SNIPPETS_A_GAME = 12;
/** A session without activity expires after this long. */
export const IDLE_SECONDS = 30 * 60;

async function startChallenge(
  db: Db,
  caller: Caller,
  start: Parameters<typeof insertChallengeSession>[2],
) {
  try {
    return await insertChallengeSession(db, caller, start);
  } catch (error) {
    if (violatedConstraint(error) !== "game_sessions_daily_key") throw error;
    throw new DomainError("daily_taken", "You took your ranked try at this challenge today");
  }
}

/**
 * A rematch is played by the current rules, which the player knows, whatever the version of its ghost. The
 * browser replays the ghost by its own rules; what is compared is the points of both.
 */
async function startRematch(
  db: Db,
  caller: Caller,
  resultId: string,
  opening: Parameters<typeof insertRematchSession>[3],
) {
  const session = await insertRematchSession(db, caller, resultId, opening);
  if (session?.id === null) throw new DomainError("not_found", "There is no such result");
  return session;
}

/**
 * Starts a game; the caller's other open sessions are closed.
 *
 * @param seed any 31-bit whole number; what is random in the run comes from it, unless the plan is given
 * @param now says which day's challenge `daily` is
 * @throws `unauthenticated` when the caller may not act, `daily_taken`, `not_found` for a rematch
 */
export async function startGame(
  db: Db,
  caller: Caller,
  { mode, language, difficulty, result_id }: StartRequest,
  seed: number,
  now: Date,
  engines = ENGINES,
): Promise<StartedGame> {
  const rules = { engineVersion: engines.current, idleSeconds: IDLE_SECONDS };
  const opening = { ...rules, seed, snippetCount: SNIPPETS_A_GAME };
  let session: SessionRow | undefined;
  if (mode === "rematch") {
    session = await startRematch(db, caller, result_id ?? "", rules);
  } else if (mode === "daily" || mode === "daily_practice") {
    session = await startChallenge(db, caller, { ...opening, language, mode, day: dayOf(now) });
  } else {
    session = await insertSession(db, caller, { ...opening, language, difficulty, mode });
  }
  if (!session) throw inactiveAccount();
  const { id: session_id, session_token, started_at, expires_at } = session;
  return { session_id, session_token, ...planOf(session), started_at, expires_at };
}

/** A game that ended, whether this call stored it, and the boards on which it stands now. */
export interface EndedOnBoards {
  ended: EndedGame;
  created: boolean;
  boards: BoardKey[];
}

export function endedGame({
  inserted,
  new_best,
  rank,
  boards,
  achievements,
  ...result
}: StoredResult): EndedOnBoards {
  const ended: EndedGame = { result, new_best, rank, achievements };
  return { ended, created: inserted, boards };
}

const sessionClosed = () =>
  new DomainError("session_closed", "You started another game after this one");

interface Found {
  id: string;
  closed: boolean;
  expired: boolean;
}

/** @throws `session_not_found`, `session_closed`, `session_expired` */
export function requireOpen<Session extends Found>(
  session: Session | { id: null },
): asserts session is Session {
  if (session.id === null) {
    throw new DomainError("session_not_found", "You have no session with this token");
  }
  if (session.closed) throw sessionClosed();
  if (session.expired) {
    throw new DomainError("session_expired", "This session was idle for 30 minutes");
  }
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
 * @throws `unauthenticated`, `session_not_found`, `session_closed`, `session_expired`,
 *   `engine_outdated`, `log_rejected`
 */
export async function endGame(
  db: Db,
  caller: Caller,
  request: EndRequest,
  engines = ENGINES,
): Promise<EndedOnBoards> {
  const session = await findSessionToEnd(db, caller, request.session_token);
  if (!session) throw inactiveAccount();
  if (session.id !== null && session.result_id) {
    const stored = await findStoredResult(db, session.result_id, caller.id);
    if (!stored) throw new DomainError("session_not_found", "The result of this session is gone");
    return endedGame(stored);
  }
  requireOpen(session);
  const engine = await requireEngine(session, engines);
  const verdict = verify(engine, planOf(session), request, session.elapsed);
  const player = lockActiveUser(caller);
  const stored = await insertResult(db, { session, player, request, verdict });
  if (stored.id !== null) return endedGame(stored);
  throw stored.may_act ? sessionClosed() : inactiveAccount();
}
