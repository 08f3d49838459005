/** What a socket is told of its room when it says hello, and when its part in it changes. */
import { highlightsOf } from "../../../code/highlight.ts";
import { RACE_PROTOCOL } from "../../../contracts/race-constants.ts";
import { standingsOf } from "../run/standings.ts";
import { type Effect, viewOf } from "./effects.ts";
import { type Connection, elapsedAt, type Room, racerOf } from "./room.ts";

/** Greets a socket with the room, and of a race that has begun with all it takes to go on or to watch. */
export function welcomeTo(room: Room, connection: Connection, now: number): Effect {
  const racer = racerOf(room, connection);
  const run = racer && room.runs.get(racer.id);
  return {
    type: "welcome",
    to: connection.id,
    message: {
      type: "welcome",
      version: RACE_PROTOCOL,
      role: racer ? "racer" : "spectator",
      you: racer?.id ?? null,
      room: viewOf(room, now),
      race:
        room.started_at === null
          ? null
          : {
              plan: room.setup.plan,
              highlights: highlightsOf(room.setup.plan),
              elapsed_ms: elapsedAt(room, now),
              standings: room.finish?.standings ?? standingsOf(room.runs),
              own: run ? { seq: run.seq, keys: run.keys, settled: run.state.now } : null,
            },
      results: room.finish?.results ?? null,
    },
  };
}
