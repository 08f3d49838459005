/** New players with a started game, and the number of results that players have stored. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import type { StartRequest } from "../../app/contracts/game.ts";
import { createPlayer, startRequest } from "./players.ts";

/** Creates a player and starts a game, always with the same seed. */
export async function startNewGame(db: Db, overrides: Partial<StartRequest> = {}) {
  const player = await createPlayer(db);
  return { player, game: await startGame(db, player, startRequest(overrides), 7, new Date()) };
}

/** Returns the number of stored results of a player. */
export async function numberOfResults(db: Db, player: Pick<Caller, "id">): Promise<number> {
  const results = await db
    .selectFrom("game_results")
    .select("id")
    .where("user_id", "=", player.id)
    .execute();
  return results.length;
}
