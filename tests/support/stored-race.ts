/** A race that is over and stored. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import { raceOf } from "./finished-race.ts";

/** Stores a race of these players, the quickest first; a null is a guest. Returns its code, its id, and the ids of the results. */
export async function storedRace(db: Db, players: (Caller | null)[], ms?: number) {
  const room = await raceOf(db, players, ms);
  const results = await storeRace(db, room.room, NO_BOARD_CACHE);
  const { code, race_id } = room.room.setup;
  return { code, race_id, resultIds: results.map(({ result_id }) => result_id ?? "") };
}
