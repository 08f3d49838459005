/** Players and their games, made through the domain itself. */

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

/** Signs an account in on one more device, without a token. */
export async function signedInDevice(db: Db, userId: string): Promise<Caller> {
  const { id: family } = await db
    .insertInto("sign_ins")
    .values({ user_id: userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id: userId, family };
}

/** An account without a password that anybody knows, signed in. */
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
  return signedInDevice(db, id);
}

export const newGame = (overrides: Partial<StartRequest> = {}): StartRequest => ({
  language: "PYTHON",
  difficulty: "NORMAL",
  mode: "standard",
  ...overrides,
});

/** Makes it so that a session began `ago` milliseconds before now. */
export async function beginEarlier(db: Db, sessionId: string, ago: number) {
  await db
    .updateTable("game_sessions")
    .set({ started_at: sql`clock_timestamp() - make_interval(secs => ${ago / 1000})` })
    .where("id", "=", sessionId)
    .execute();
}

/** An honest run of a started game, as the browser would send it, with the clock set back by its length. */
export async function honestRun(db: Db, game: StartedGame, habits: Habits): Promise<EndRequest> {
  const run = play(game, habits);
  await beginEarlier(db, game.session_id, run.endedAt);
  return {
    session_token: game.session_token,
    outcome: run.outcome,
    key_sequence: run.keys,
    ended_at_ms: run.endedAt,
  };
}

/** Who an access token stands for. */
export function callerOf({ access_token }: Pick<SignedIn, "access_token">): Caller {
  const { sub = "", family } = decodeJwt<{ family: string }>(access_token);
  return { id: sub, family };
}

/** A whole game of `player`, from its start to its stored result. */
export async function playGame(
  db: Db,
  player: Caller,
  habits: Habits,
  overrides: Partial<StartRequest> = {},
  now = new Date(),
) {
  const seed = habits.seed ?? 1;
  const game = await startGame(db, player, newGame(overrides), seed, now);
  return endGame(db, player, await honestRun(db, game, habits), NO_BOARD_CACHE);
}
