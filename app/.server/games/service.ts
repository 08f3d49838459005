/** The rules of games: starting one, ending it, and looking at those that ended. */
import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import type {
  EndedGame,
  EndRequest,
  HistoryItem,
  Replay,
  ResultWithPlayer,
  StartedGame,
  StartRequest,
} from "../../contracts/game.ts";
import type { Page, PageQuery } from "../../contracts/list.ts";
import { ENGINE_VERSION, type Plan } from "../../engine/plan.ts";
import type { Caller } from "../callers/queries.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import type { Db } from "../db/client.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import { unpackKeys } from "./key-log.ts";
import {
  findHistory,
  findReplay,
  findResult,
  findSessionToEnd,
  type HistoryCursor,
  insertSession,
  type SessionRow,
} from "./queries.ts";
import { findStoredResult, insertResult, type StoredResult } from "./results.ts";
import { verify } from "./verification.ts";

/** Snippets in a plan. A run of many minutes goes round them more than once. */
const SNIPPETS_A_GAME = 12;
/** A session without activity expires after this long. */
const IDLE_SECONDS = 30 * 60;

function planOf({ seed, language, difficulty, mode, engine_version, snippets }: SessionRow) {
  return { seed, language, difficulty, mode, engine_version, snippets } satisfies Plan;
}

/**
 * Starts a game; the caller's other open sessions are closed.
 *
 * @param seed any 31-bit whole number; what is random in the run comes from it
 * @throws `unauthenticated` when the caller may not act
 */
export async function startGame(
  db: Db,
  caller: Caller,
  request: StartRequest,
  seed: number,
): Promise<StartedGame> {
  const session = await insertSession(db, caller, {
    ...request,
    snippetCount: SNIPPETS_A_GAME,
    seed,
    engineVersion: ENGINE_VERSION,
    idleSeconds: IDLE_SECONDS,
  });
  if (!session) throw inactiveAccount();
  const { id: session_id, session_token, started_at, expires_at } = session;
  return { session_id, session_token, ...planOf(session), started_at, expires_at };
}

function endedGame({ inserted, new_best, rank, ...result }: StoredResult) {
  const ended: EndedGame = { result, new_best, rank, achievements: [] };
  return { ended, created: inserted };
}

/**
 * Ends a game: verifies the log and stores the server's own numbers, once.
 *
 * @returns the result, and whether this call stored it
 * @throws `unauthenticated`, `session_not_found`, `session_closed`, `session_expired`,
 *   `engine_outdated`, `log_rejected`
 */
export async function endGame(
  db: Db,
  caller: Caller,
  request: EndRequest,
): Promise<{ ended: EndedGame; created: boolean }> {
  const found = await findSessionToEnd(db, caller, request.session_token);
  if (!found) throw inactiveAccount();
  const { session } = found;
  if (!session) throw new DomainError("session_not_found", "You have no session with this token");
  if (session.result) {
    const stored = await findStoredResult(db, session.result.id, caller.id);
    if (!stored) throw new DomainError("session_not_found", "The result of this session is gone");
    return endedGame(stored);
  }
  if (session.closed)
    throw new DomainError("session_closed", "You started another game after this one");
  if (session.expired)
    throw new DomainError("session_expired", "This session was idle for 30 minutes");
  if (session.engine_version !== ENGINE_VERSION) {
    throw new DomainError(
      "engine_outdated",
      "The game was updated while you played, so this run cannot be verified",
    );
  }
  const verdict = verify(planOf(session), request, session.elapsed);
  return endedGame(await insertResult(db, { session, request, verdict }));
}

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
  return {
    plan: planOf(row),
    key_sequence: unpackKeys(row.key_sequence),
    engine_version: row.engine_version,
    outcome: row.outcome,
    ended_at_ms: row.ended_at_ms,
  };
}
