/**
 * SQL that seals the plan of today's challenge: nobody may have it whose own ranked try is still to come
 * (docs/decisions/0038-sealed-challenges.md).
 */
import { type RawBuilder, sql } from "kysely";
import { type Caller, isActiveUser } from "../../../auth/authorization/queries.ts";

/** Who asks for a plan, and on which UTC day. */
export interface PlanReader {
  caller: Caller | undefined;
  day: string;
}

/**
 * True for a row of `game_sessions` with the plan of a challenge of `day`: a try, practice, or a rematch, which has
 * no `challenge_day`. The snippets are compared too, because other runs may have the same seed.
 */
export const playsChallenge = (session: RawBuilder<unknown>, day: string) => sql<boolean>`EXISTS (
  SELECT FROM daily_challenges challenge
  WHERE challenge.day = ${day}::date AND challenge.language = ${session}.language
    AND challenge.seed = ${session}.seed AND challenge.snippet_versions = ${session}.snippet_versions)`;

/** True when the player's ranked try has a result, was closed or expired. An open try is not over. */
export const isTryOver = (
  userId: RawBuilder<unknown>,
  language: RawBuilder<unknown>,
  day: string,
) => sql<boolean>`EXISTS (
  SELECT FROM game_sessions own_try
  WHERE own_try.user_id = ${userId} AND own_try.mode = 'daily'
    AND own_try.challenge_day = ${day}::date AND own_try.language = ${language}
    AND (own_try.ended_at IS NOT NULL OR own_try.expires_at <= now()))`;

/** True while the player's ranked try at the plan of the row `session` is open, on whatever day it began. */
const hasOpenTry = (
  userId: RawBuilder<unknown>,
  session: RawBuilder<unknown>,
) => sql<boolean>`EXISTS (
  SELECT FROM game_sessions own_try
  WHERE own_try.user_id = ${userId} AND own_try.mode = 'daily'
    AND own_try.ended_at IS NULL AND own_try.expires_at > now()
    AND own_try.language = ${session}.language AND own_try.seed = ${session}.seed
    AND own_try.snippet_versions = ${session}.snippet_versions)`;

/**
 * True when the plan of the row `session` is sealed for the reader. The owner of the run has seen it. Without a
 * caller it names no volatile function, so that Hyperdrive may cache the statement.
 *
 * @param ownerId the player of the run
 */
export function isSealed(
  session: RawBuilder<unknown>,
  ownerId: RawBuilder<unknown>,
  { caller, day }: PlanReader,
): RawBuilder<boolean> {
  if (!caller) return playsChallenge(session, day);
  return sql<boolean>`(${playsChallenge(session, day)} AND NOT EXISTS (
    SELECT FROM users WHERE ${isActiveUser(caller)} AND (
      users.id = ${ownerId} OR ${isTryOver(sql.ref("users.id"), sql`${session}.language`, day)}))
    OR ${hasOpenTry(sql`${caller.id}::uuid`, session)})`;
}
