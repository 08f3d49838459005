/** The rules of starting a game. */
import type { StartedGame, StartRequest } from "../../../contracts/game.ts";
import { ENGINES } from "../../../engine/index.ts";
import { SNIPPETS_A_GAME } from "../../../engine/limits.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import { type Db, violatedConstraint } from "../../db/client.ts";
import { dayOf } from "../../db/time.ts";
import { DomainError, dailySealed, inactiveAccount } from "../../errors.ts";
import { planOf } from "../sessions/plan.ts";
import { IDLE_SECONDS } from "../sessions/service.ts";
import {
  type ChallengeStart,
  insertChallengeSession,
  insertOwnTextSession,
  insertRematchSession,
  insertSession,
  type OpenedRow,
  type OwnTextStart,
} from "./queries.ts";
import { startQuota, tooManyStarts } from "./quota.ts";

async function startChallenge(db: Db, caller: Caller, start: ChallengeStart) {
  try {
    return await insertChallengeSession(db, caller, start);
  } catch (error) {
    if (violatedConstraint(error) !== "game_sessions_daily_key") throw error;
    throw new DomainError("daily_taken", "You took your ranked try at this challenge today");
  }
}

/**
 * Starts a run of an own text.
 *
 * @throws `not_found`, also for somebody else's text, `validation_failed` for another language than the text's
 */
async function startOwnText(
  db: Db,
  caller: Caller,
  start: OwnTextStart,
): Promise<OpenedRow | undefined> {
  const session = await insertOwnTextSession(db, caller, start);
  if (session?.id === null && session.wait === 0) {
    const { text_language } = session;
    // The same language: the text was deleted while the statement waited for the account.
    if (text_language === null || text_language === start.language) {
      throw new DomainError("not_found", "You have no such text");
    }
    const message = `This text is ${text_language}`;
    const errors = [{ path: "language", message }];
    throw new DomainError("validation_failed", message, { errors });
  }
  // The text was changed while the statement waited for the account, whose snapshot has no version of after that.
  const isOutdated = session && session.id !== null && session.snippets.length === 0;
  return isOutdated ? startOwnText(db, caller, start) : session;
}

/** Returns the error of a rematch of a result that is not there for the player. */
export const noSuchResult = () => new DomainError("not_found", "There is no such result");

/**
 * Starts a rematch under the current rules, which the player knows, whatever the version of the ghost. The
 * browser replays the ghost under its own rules and compares the points of both.
 */
async function startRematch(
  db: Db,
  caller: Caller,
  resultId: string,
  day: string,
  opening: Parameters<typeof insertRematchSession>[4],
) {
  const session = await insertRematchSession(db, caller, resultId, day, opening);
  if (session?.id === null && session.wait === 0 && !session.refused) {
    throw noSuchResult();
  }
  return session;
}

/**
 * Starts a game and closes the caller's other open sessions.
 *
 * @param seed a whole number of 31 bits, from which all randomness of the run follows; a challenge that
 *   exists and a rematch have a seed already
 * @param now decides which day's challenge `daily` plays, and which one is sealed before the caller's own try
 * @param network the network of the request, whose starts are counted; null when it is not known
 * @throws `unauthenticated` when the caller may not act, `daily_sealed` for practice and a rematch,
 *   `too_many_starts`, `daily_taken`, `not_found` for a rematch and an own text, `validation_failed` for another language
 *   than the own text's
 */
export async function startGame(
  db: Db,
  caller: Caller,
  { mode, language, difficulty, result_id, text_id = "" }: StartRequest,
  seed: number,
  now: Date,
  network: string | null = null,
  engines = ENGINES,
): Promise<StartedGame> {
  const day = dayOf(now);
  const quota = startQuota(caller.id, network);
  const rules = { engineVersion: engines.current, idleSeconds: IDLE_SECONDS, quota };
  const opening = { ...rules, seed, snippetCount: SNIPPETS_A_GAME };
  let session: OpenedRow | undefined;
  if (mode === "rematch") {
    session = await startRematch(db, caller, result_id ?? "", day, rules);
  } else if (mode === "own") {
    session = await startOwnText(db, caller, {
      ...rules,
      seed,
      textId: text_id,
      language,
      difficulty,
    });
  } else if (mode === "daily" || mode === "daily_practice") {
    session = await startChallenge(db, caller, { ...opening, language, mode, day });
  } else {
    session = await insertSession(db, caller, { ...opening, language, difficulty, mode });
  }
  if (!session) throw inactiveAccount();
  if (session.id === null) throw session.refused ? dailySealed() : tooManyStarts(session.wait);
  const { id: session_id, session_token, started_at, expires_at } = session;
  return { session_id, session_token, ...planOf(session), started_at, expires_at };
}
