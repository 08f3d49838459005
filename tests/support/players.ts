/** Players and their games, made through the domain itself. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";
import { endGame, startGame } from "../../app/.server/games/service.ts";
import type { EndRequest, StartedGame, StartRequest } from "../../app/contracts/game.ts";
import { type Habits, play } from "../../seed/player.ts";

let count = 0;

/** An account without a password that anybody knows; returns its id. */
export async function createPlayer(
  db: Db,
  given: { username?: string; role?: "PLAYER" | "MODERATOR" | "ADMIN" } = {},
) {
  count += 1;
  const username = given.username ?? `player_${count}_${randomUUID().slice(0, 8)}`;
  const { id } = await db
    .insertInto("users")
    .values({
      username,
      email: `${username}@example.com`,
      display_name: username,
      password_hash: "-",
      role: given.role ?? "PLAYER",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.insertInto("user_statistics").values({ user_id: id }).execute();
  return id;
}

export const newGame = (given: Partial<StartRequest> = {}): StartRequest => ({
  language: "PYTHON",
  difficulty: "NORMAL",
  mode: "standard",
  ...given,
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

/** A whole game of `userId`, from its start to its stored result. */
export async function playGame(
  db: Db,
  userId: string,
  habits: Habits,
  given: Partial<StartRequest> = {},
) {
  const seed = habits.seed ?? 1;
  const game = await startGame(db, userId, newGame(given), seed);
  return endGame(db, userId, await honestRun(db, game, habits));
}
