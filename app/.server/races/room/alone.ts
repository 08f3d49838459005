/**
 * One racer alone in a public room: after a while the room looks for ghosts, which take the empty seats. Two people or
 * more race each other without ghosts, so that their race is rated.
 */
import type { GhostRace, GhostWish } from "../run/ghost.ts";
import { type Effect, roomChanged } from "./effects.ts";
import { enterPhase, type Racer, type Room, type RoomLimits } from "./room.ts";

/** Whether a racer is alone. Somebody whose socket is still to come, or to come back, is waited for. */
const isAlone = ({ phase, setup, racers }: Room): boolean =>
  phase === "open" &&
  setup.visibility === "public" &&
  racers.length === 1 &&
  racers.every(({ connected }) => connected);

/** Returns how long the room waits before it looks for ghosts: twice as long after each time that it found none. */
const pauseOf = ({ alone_ms, alone_retry_ms }: RoomLimits, misses: number): number =>
  misses === 0 ? alone_ms : Math.max(alone_ms, Math.min(alone_retry_ms, alone_ms * 2 ** misses));

/**
 * Notes whether a racer waits alone. Returns whether that has changed. The wait counts from when the racer came, and goes on
 * while others come and go: so they neither prolong it, nor make the room look for ghosts again and again.
 */
export function noteAlone(room: Room, now: number): boolean {
  const alone = isAlone(room);
  if (alone === (room.alone !== null)) return false;
  const [racer] = room.racers;
  if (room.alone) room.waited = room.alone;
  room.alone = null;
  if (!alone || !racer) return true;
  const first = { racer: racer.id, ghosts_at: racer.since + pauseOf(room.limits, 0), misses: 0 };
  const waited = room.waited?.racer === racer.id ? room.waited : first;
  room.alone = { ...waited, ghosts_at: Math.max(now, waited.ghosts_at) };
  return true;
}

function wishOf({ setup, racers, limits }: Room): GhostWish {
  const { language, difficulty, engine_version } = setup.plan;
  return {
    racer: racers[0]?.id ?? 0,
    language,
    difficulty,
    engine_version,
    user_ids: racers.flatMap(({ person }) => person.user_id ?? []),
    most: Math.min(limits.ghosts, setup.seats - racers.length),
  };
}

/** Asks for ghosts when that is due, and again later, should no answer come. */
export function askForGhosts(room: Room, now: number): Effect[] {
  const { alone, limits } = room;
  if (!alone || now < alone.ghosts_at) return [];
  alone.ghosts_at = now + pauseOf(limits, alone.misses + 1);
  return [{ type: "find_ghosts", wish: wishOf(room) }];
}

/**
 * Seats the ghosts that were found, and begins the countdown; without any the room goes on waiting. Changes nothing when the
 * racer who waited is no longer alone.
 */
export function ghostsFound(
  room: Room,
  { racer }: GhostWish,
  found: GhostRace | undefined,
  now: number,
): Effect[] {
  const { alone, setup } = room;
  if (!alone || !isAlone(room) || room.racers[0]?.id !== racer) return [];
  if (!found) {
    alone.misses += 1;
    alone.ghosts_at = now + pauseOf(room.limits, alone.misses);
    return roomChanged(room, now);
  }
  const { plan, snippet_versions } = found;
  const unseen = { plan: setup.plan, snippet_versions: setup.snippet_versions };
  const ghosts = found.ghosts.map((ghost, i) => ({ ...ghost, id: room.next_id + i }));
  room.next_id += ghosts.length;
  room.setup = { ...setup, plan, snippet_versions, ghosts, unseen };
  room.alone = null;
  // Who waited for them has a seat in the race, also over a lost socket.
  for (const each of room.racers) each.ready = true;
  enterPhase(room, "countdown", now);
  return [{ type: "save_setup" }, ...roomChanged(room, now)];
}

/**
 * Begins alone, if neither people nor ghosts were found. Its mode is that of races with ghosts: nobody is rated by a race of
 * one, and its run is unranked.
 */
export function playAlone(room: Room, racer: Racer, now: number): Effect[] {
  if (!isAlone(room) || !room.alone?.misses) return [];
  const { plan, snippet_versions } = room.setup;
  const unseen = { plan, snippet_versions };
  room.setup = { ...room.setup, plan: { ...plan, mode: "ghost_race" }, unseen };
  room.alone = null;
  racer.ready = true;
  enterPhase(room, "countdown", now);
  return [{ type: "save_setup" }, ...roomChanged(room, now)];
}

/** Takes back what `ghostsFound` and `playAlone` set up, when the racer leaves. Who comes next gets the plan that nobody has seen. */
export function restoreUnseenPlan(room: Room): Effect[] {
  const { unseen } = room.setup;
  if (!unseen) return [];
  room.setup = { ...room.setup, ...unseen, ghosts: [], unseen: null };
  return [{ type: "save_setup" }];
}
