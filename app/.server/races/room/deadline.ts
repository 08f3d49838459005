/** When a room has to be ticked next. Each deadline is past what the last tick did, so that they move on. */
import { RACE_MS } from "../../../engine/limits.ts";
import { greatestLag } from "../run/lag.ts";
import { endOfRun, endWithoutKeys } from "../run/referee.ts";
import type { Racer, Room } from "./room.ts";

/**
 * Returns when the run of a racer has to be looked at next, in milliseconds since the start; Infinity when it has ended.
 * Nothing wakes the room for somebody whose socket is gone, or says nothing for a while. Their run ends without keys at a
 * moment that is known, and is decided when no key for that moment can come any more.
 */
function runDeadline({ runs, limits, flushed_at }: Room, { id, connected }: Racer): number {
  const run = runs.get(id);
  if (!run || endOfRun(run) !== null) return Number.POSITIVE_INFINITY;
  const silentAt = run.lag.at + limits.silent_ms;
  if (connected && flushed_at < silentAt) return silentAt;
  return endWithoutKeys(run) + greatestLag(limits.lag);
}

function openDeadlines({ since, limits, gather_until, alone, racers, connections }: Room) {
  const deadlines = [since + limits.open_ms, gather_until ?? Number.POSITIVE_INFINITY];
  if (alone) deadlines.push(alone.ghosts_at);
  for (const racer of racers) {
    if (!racer.connected) deadlines.push(racer.since + limits.seat_ms);
  }
  if (racers.length === 0 && connections.size === 0) deadlines.push(since);
  return deadlines;
}

function phaseDeadlines(room: Room): number[] {
  const { phase, since, limits, finish, racers } = room;
  if (phase === "open") return openDeadlines(room);
  if (phase === "countdown") return [since + limits.countdown_ms];
  if (phase === "running") {
    const runs = racers.map((racer) => runDeadline(room, racer));
    return [RACE_MS + greatestLag(limits.lag), ...runs].map((at) => since + at);
  }
  if (finish?.results) return [(finish.stored_at ?? since) + limits.linger_ms];
  return [finish?.retry_at ?? since];
}

/** Returns when the room has to be ticked next. */
export function nextDeadline(room: Room): number {
  const silent = [...room.connections.values()].filter(({ greeted }) => !greeted);
  return Math.min(
    ...phaseDeadlines(room),
    ...silent.map(({ opened_at }) => opened_at + room.limits.hello_ms),
  );
}
