/** What a guest gets at the end of a race, to claim the run with an account later (docs/decisions/0014-guests.md). */
import type { ServerMessage } from "../../contracts/race-protocol.ts";
import { signFinishedRun, type Ticket } from "../games/guests/tickets.ts";
import { finishedRun, raceSessionId } from "./results.ts";
import { isUnranked, type Racer, type Room } from "./room/room.ts";

type Claim = Extract<ServerMessage, { type: "claim" }>;

export async function claimFor(room: Room, racer: Racer, secret: string): Promise<Claim> {
  const { setup } = room;
  const startedAt = room.started_at ?? 0;
  const { language, difficulty, seed, engine_version } = setup.plan;
  const run = finishedRun(room, racer);
  const ticket: Ticket = {
    session_id: raceSessionId(setup.race_id, racer.person.id),
    language,
    difficulty,
    seed,
    engine_version,
    snippet_versions: setup.snippet_versions,
    mode: isUnranked(setup) ? "ghost_race" : "race",
    raced_result_id: null,
    started_at: startedAt,
  };
  // When this run ended, not the race: the referee has bounded its times by the arrival of the keys.
  const at = new Date(startedAt + run.ended_at_ms);
  return { type: "claim", ...(await signFinishedRun(ticket, run, secret, at)), ...run };
}
