/** Creates players, and plays games for them through the domain's own functions. */
import { randomUUID } from "node:crypto";
import { decodeJwt } from "jose";
import { sql } from "kysely";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { EndRequest, StartedGame, StartRequest } from "../../app/contracts/game.ts";
import { type Habits, play } from "../../seed/player.ts";

let count = 0;

/** Signs an account in on a new device, without issuing a token. */
export async function addDevice(db: Db, userId: string): Promise<Caller> {
  const { id: family } = await db
    .insertInto("sign_ins")
    .values({ user_id: userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id: userId, family };
}

/** Creates an account that no password opens, and signs it in on one device. */
export async function createPlayer(
  db: Db,
  overrides: { username?: string; role?: "PLAYER" | "MODERATOR" | "ADMIN" } = {},
) {
  count += 1;
  const username = overrides.username ?? `player_${count}_${randomUUID().slice(0, 8)}`;
  const { id } = await db
    .insertInto("users")
    .values({
      username,
      email: `${username}@example.com`,
      display_name: username,
      password_hash: "-",
      role: overrides.role ?? "PLAYER",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.insertInto("user_statistics").values({ user_id: id }).execute();
  return addDevice(db, id);
}

export const startRequest = (overrides: Partial<StartRequest> = {}): StartRequest => ({
  language: "PYTHON",
  difficulty: "NORMAL",
  mode: "standard",
  ...overrides,
});

/**
 * Sets the start of a game session to `ago` milliseconds before now. The player's earlier runs go back by a day,
 * because a run that overlaps another one of its player does not count.
 */
export async function backdateStart(db: Db, sessionId: string, ago: number) {
  const { user_id } = await db
    .updateTable("game_sessions")
    .set({ started_at: sql`clock_timestamp() - make_interval(secs => ${ago / 1000})` })
    .where("id", "=", sessionId)
    .returning("user_id")
    .executeTakeFirstOrThrow();
  await db
    .updateTable("game_results")
    .set({
      first_key_at: sql`first_key_at - interval '1 day'`,
      last_key_at: sql`last_key_at - interval '1 day'`,
    })
    .where("user_id", "=", user_id)
    .where("last_key_at", "is not", null)
    .execute();
}

/**
 * Plays a run of a started game by the rules, and returns the request that the browser sends at its end.
 * Sets the session's start back by the length of the run, as if that time had passed.
 */
export async function honestRun(db: Db, game: StartedGame, habits: Habits): Promise<EndRequest> {
  const run = play(game, habits);
  await backdateStart(db, game.session_id, run.endedAt);
  return {
    session_token: game.session_token,
    outcome: run.outcome,
    key_sequence: run.keys,
    ended_at_ms: run.endedAt,
  };
}

/** Returns the caller that an access token identifies. */
export function callerOf({ access_token }: Pick<SignedIn, "access_token">): Caller {
  const { sub = "", family } = decodeJwt<{ family: string }>(access_token);
  return { id: sub, family };
}

/** Starts a game, plays it by the rules and ends it. Returns the response with the stored result. */
export async function playGame(
  db: Db,
  player: Caller,
  habits: Habits,
  overrides: Partial<StartRequest> = {},
  now = new Date(),
) {
  const seed = habits.seed ?? 1;
  const game = await startGame(db, player, startRequest(overrides), seed, now);
  return endGame(db, player, await honestRun(db, game, habits), NO_BOARD_CACHE);
}
