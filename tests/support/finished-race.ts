/** Races that are over, on snippets of the database, in a room in memory. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { planOf } from "../../app/.server/games/sessions/plan.ts";
import { findRacePlan } from "../../app/.server/races/queries.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import type { Habits } from "../../seed/player.ts";
import { newPerson, quitRace, TestRoom, type TestSocket, typeTogether } from "./race-room.ts";

/** Races for a minute: the first the quickest. A null is a guest. */
export async function raceOf(
  db: Db,
  players: (Caller | null)[],
  ms = 60_000,
  habits = (i: number) => ({ wpm: 90 - 20 * i, hands: i }),
  firstNumber = 1,
): Promise<TestRoom> {
  const choice = { language: "PYTHON", difficulty: "NORMAL" } as const;
  const found = await findRacePlan(
    db,
    undefined,
    { ...choice, snippetCount: 48 },
    { subjects: [], seconds: 1 },
  );
  if (!found) throw new Error("no plan");
  const plan = planOf({
    ...choice,
    seed: 7,
    mode: "race",
    engine_version: ENGINE_VERSION,
    snippets: found.snippets,
  });
  const room = new TestRoom({ plan, snippet_versions: found.versions, seats: 8 });
  room.now = Date.now() - ms;
  room.room.next_id = firstNumber;
  const sockets = players.map((player, i) =>
    room.enter(`racer ${i}`, newPerson(`racer ${i}`, player?.id ?? null)),
  );
  room.start(...sockets);
  const typists = sockets.map((socket, i): [TestSocket, Habits] => [socket, habits(i)]);
  typeTogether(room, ms, ...typists);
  for (const socket of sockets) quitRace(room, socket);
  room.advance(250);
  return room;
}
