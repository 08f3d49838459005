/** What a room does outside of itself: it stores its results, makes the room of the next race, and announces itself. */
import type { Db } from "../../app/.server/db/client.ts";
import { ghostsFor } from "../../app/.server/races/ghosts/service.ts";
import type { RacesNow } from "../../app/.server/races/lobby.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import type { Connection, Person, Room } from "../../app/.server/races/room/room.ts";
import type { GhostWish } from "../../app/.server/races/run/ghost.ts";
import { createNextRoom } from "../../app/.server/races/service.ts";
import { signRaceTicket } from "../../app/.server/races/tickets.ts";
import type { RaceResult } from "../../app/contracts/race-protocol.ts";
import type { Bindings } from "../env.ts";
import { connectThrough } from "../hyperdrive.ts";
import { describeError, log } from "../log.ts";
import { recordStatement } from "../metrics.ts";
import { boardCache } from "../middleware/board-cache.ts";
import { lobbyOf, random, roomsOf } from "./objects.ts";

/** Runs `work` with a database client of its own. Returns undefined, and logs why, when it fails. */
async function withDatabase<Result>(
  env: Bindings,
  room: Room,
  what: string,
  work: (db: Db) => Promise<Result>,
): Promise<Result | undefined> {
  const { db, close, usage } = connectThrough(env.DB);
  usage.onStatement = (statement) => recordStatement(env, statement, null);
  try {
    return await work(db);
  } catch (error) {
    log("warn", what, { race_id: room.setup.race_id, ...describeError(error) });
    return undefined;
  } finally {
    await close();
  }
}

/** Stores the results of a room. Returns undefined when that failed. */
export function storeResults(
  env: Bindings,
  room: Room,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<RaceResult[] | undefined> {
  const cache = boardCache({ waitUntil });
  return withDatabase(env, room, "race_not_stored", (db) => storeRace(db, room, cache));
}

/** Looks for ghosts. Returns undefined when there are none, and when that failed. */
export const findGhosts = (env: Bindings, room: Room, wish: GhostWish) =>
  withDatabase(env, room, "ghosts_not_found", (db) => ghostsFor(db, wish, new Date()));

/**
 * Returns the code of the room of the next race of the same people, which it makes unless it is there; undefined when that
 * failed.
 *
 * @param asker who asked for it
 * @param known the code of the room that was made for it before, if one was; it is gone when whoever entered it has left
 */
export async function nextRoom(
  env: Bindings,
  room: Room,
  known: string | null,
  asker: Pick<Connection, "person" | "network">,
): Promise<string | undefined> {
  if (known !== null && (await roomsOf(env)(known).view())) return known;
  return withDatabase(env, room, "rematch_not_made", (db) =>
    createNextRoom({ db, rooms: roomsOf(env), random }, room.setup, asker),
  );
}

/** Lets somebody into another room. Returns their ticket; undefined when it is over or gone. */
export async function ticketTo(
  env: Bindings,
  code: string,
  person: Person,
): Promise<string | undefined> {
  const answer = await roomsOf(env)(code).join(person);
  if (answer?.status !== "joined") return undefined;
  const { role, person: joined } = answer;
  return signRaceTicket({ code, role, person: joined }, env.AUTH_SECRET, new Date());
}

/** How long an administrator waits for the lobby. */
const LOBBY_MS = 1_000;

/** Returns how many rooms there are now; null when the lobby does not answer. */
export async function racesNow(env: Bindings): Promise<RacesNow | null> {
  const timeout = scheduler.wait(LOBBY_MS).then(() => null);
  try {
    return await Promise.race([lobbyOf(env).count(), timeout]);
  } catch (error) {
    log("warn", "lobby_away", describeError(error));
    return null;
  }
}
