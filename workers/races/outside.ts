/** What a room does outside of itself: it stores its results, makes the room of the next race, and announces itself. */
import { connect } from "../../app/.server/db/client.ts";
import { LOBBY, type RacesNow } from "../../app/.server/races/lobby.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import type { Person, Room } from "../../app/.server/races/room/room.ts";
import { createNextRoom, type Rooms } from "../../app/.server/races/service.ts";
import { signRaceTicket } from "../../app/.server/races/tickets.ts";
import type { RaceResult } from "../../app/contracts/race-protocol.ts";
import type { Bindings } from "../env.ts";
import { describeError, log } from "../log.ts";
import { recordStatement } from "../metrics.ts";
import { boardCache } from "../middleware/board-cache.ts";

/** Returns the rooms of this Worker, by their codes. */
export const roomsOf =
  ({ RACE_ROOMS }: Bindings): Rooms =>
  (code) => {
    const room = RACE_ROOMS.getByName(code);
    return {
      create: (setup) => room.create(setup),
      join: (person) => room.join(person),
      view: () => room.view(),
    };
  };

/** Returns a number from 0 to below 1. */
export const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

/** Runs `work` with a database client of its own. Returns undefined, and logs why, when it fails. */
async function withDatabase<Result>(
  env: Bindings,
  room: Room,
  what: string,
  work: (db: ReturnType<typeof connect>["db"]) => Promise<Result>,
): Promise<Result | undefined> {
  const { db, close, usage } = connect(env.DB.connectionString);
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
  const cache = boardCache(waitUntil, () => {});
  return withDatabase(env, room, "race_not_stored", (db) => storeRace(db, room, cache));
}

/** Makes the room of the next race of the same people. Returns its code; undefined when that failed. */
export const nextRoom = (env: Bindings, room: Room): Promise<string | undefined> =>
  withDatabase(env, room, "rematch_not_made", (db) =>
    createNextRoom({ db, rooms: roomsOf(env), random }, room.setup),
  );

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
export async function racesNow({ RACE_LOBBY }: Bindings): Promise<RacesNow | null> {
  const timeout = scheduler.wait(LOBBY_MS).then(() => null);
  try {
    return await Promise.race([RACE_LOBBY.getByName(LOBBY).count(), timeout]);
  } catch (error) {
    log("warn", "lobby_away", describeError(error));
    return null;
  }
}
