/** The phases of a room: open → countdown → running → finished, and then it is deleted. */

import { highlightsOf } from "../../../code/highlight.ts";
import type { RaceResult } from "../../../contracts/race-protocol.ts";
import { RACE_MS } from "../../../engine/limits.ts";
import { playGhost } from "../run/ghost.ts";
import { endOfRun, settleRun, startRun } from "../run/referee.ts";
import { changesSince, standingsOf, takeEvents } from "../run/standings.ts";
import { askForGhosts, noteAlone, restoreUnseenPlan } from "./alone.ts";
import { broadcast, closed, type Effect, roomChanged, send } from "./effects.ts";
import {
  type Connection,
  elapsedAt,
  enterPhase,
  leastRacers,
  type Racer,
  type Room,
} from "./room.ts";
import { welcomeTo } from "./welcome.ts";

/** The pause after the first failure to store. */
const FIRST_RETRY_MS = 500;

/** Whether the room has waited long enough for others, since `count` were enough. */
function hasGathered(room: Room, count: number, ms: number, now: number): boolean {
  if (count < room.limits.least_racers) room.gather_until = null;
  else room.gather_until ??= now + ms;
  return room.gather_until !== null && now >= room.gather_until;
}

/** Whether a public room begins. Nobody has to be ready there. */
const publicBegins = (room: Room, present: readonly Racer[], now: number): boolean =>
  hasGathered(room, present.length, room.limits.gather_ms, now) ||
  (room.gather_until !== null && present.length >= room.setup.seats);

/** Whether a room that is joined by its link begins. Who is never ready does not hold the others for long. */
function linkBegins(room: Room, present: readonly Racer[], now: number): boolean {
  const ready = present.filter((racer) => racer.ready).length;
  const isOver = hasGathered(room, ready, room.limits.ready_ms, now);
  return isOver || (ready >= room.limits.least_racers && ready === present.length);
}

/** Takes the seats of those who are there and were never ready. They watch, and are told so. */
function unseatIdle(room: Room, now: number): Effect[] {
  const idle = room.racers.filter(({ connected, ready }) => connected && !ready);
  room.racers = room.racers.filter((racer) => !idle.includes(racer));
  return [...room.connections.values()]
    .filter(({ greeted, person }) => greeted && idle.some((each) => each.person.id === person.id))
    .map((each) => welcomeTo(room, each, now));
}

/**
 * Begins the countdown of an open room: of a public one when its seats are taken or it has waited for more racers, of one
 * that is joined by its link when enough racers are there and all of them are ready, or it has waited for those who are not.
 */
export function beginWhenReady(room: Room, now: number): Effect[] {
  if (room.phase !== "open") return [];
  const present = room.racers.filter(({ connected }) => connected);
  const isPublic = room.setup.visibility === "public";
  if (!(isPublic ? publicBegins : linkBegins)(room, present, now)) {
    return [...(noteAlone(room, now) ? roomChanged(room, now) : []), ...askForGhosts(room, now)];
  }
  room.gather_until = null;
  // Who was there when it began to count down has a seat in the race, also over a lost socket.
  if (isPublic) for (const racer of present) racer.ready = true;
  enterPhase(room, "countdown", now);
  noteAlone(room, now);
  const unseated = unseatIdle(room, now);
  return [...unseated, ...roomChanged(room, now)];
}

/** Tells everybody how the room is now, and begins when that is due. */
export function changedRoom(room: Room, now: number): Effect[] {
  const begun = beginWhenReady(room, now);
  const isTold = begun.some(({ type }) => type === "save");
  return isTold ? begun : [...roomChanged(room, now), ...begun];
}

/** Opens the room again if it counts down and too few racers are left. */
export function reopenWhenAlone(room: Room, now: number): Effect[] {
  if (room.phase !== "countdown" || room.racers.length >= leastRacers(room)) return [];
  for (const racer of room.racers) racer.ready = false;
  const restored = restoreUnseenPlan(room);
  enterPhase(room, "open", now);
  noteAlone(room, now);
  return [...restored, ...roomChanged(room, now)];
}

function start(room: Room, now: number): Effect[] {
  // Who was given a seat and never came does not race. Who was there and lost the socket may still come back.
  room.racers = room.racers.filter(({ connected, ready }) => connected || ready);
  if (room.racers.length < leastRacers(room)) return reopenWhenAlone(room, now);
  enterPhase(room, "running", now);
  room.started_at = now;
  const { plan, ghosts } = room.setup;
  for (const { id } of [...room.racers, ...ghosts]) {
    room.runs.set(id, startRun(room.engine, plan, room.limits.lag));
  }
  return [
    ...roomChanged(room, now),
    broadcast(room, { type: "start", plan, highlights: highlightsOf(plan) }),
    { type: "flush" },
  ];
}

function playGhosts({ setup, runs }: Room, elapsed: number): void {
  for (const ghost of setup.ghosts) {
    const run = runs.get(ghost.id);
    if (run) playGhost(run, ghost, elapsed);
  }
}

function hasEnded({ runs }: Room, { id }: Racer): boolean {
  const run = runs.get(id);
  return run !== undefined && endOfRun(run) !== null;
}

/** Ends the race when the runs of all people have ended. Ghosts play theirs to the end at once, so that its score shows. */
function finish(room: Room, now: number): Effect[] {
  if (room.phase !== "running" || !room.racers.every((racer) => hasEnded(room, racer))) return [];
  enterPhase(room, "finished", now);
  playGhosts(room, RACE_MS);
  const standings = standingsOf(room.runs);
  room.finish = {
    standings,
    ended_at: now,
    failures: 0,
    retry_at: now,
    results: null,
    stored_at: null,
    next: null,
  };
  const claims = room.racers.flatMap((racer) => claimOf(room, racer));
  return [...roomChanged(room, now), broadcast(room, { type: "finished", standings }), ...claims];
}

/** Gives a guest who is there what claims the run. */
export function claimOf(room: Room, racer: Racer): Effect[] {
  if (room.phase !== "finished" || racer.person.user_id !== null) return [];
  return [...room.connections.values()]
    .filter(({ greeted, person }) => greeted && person.id === racer.person.id)
    .map(({ id }) => ({ type: "claim", to: id, racer: racer.id }));
}

function acknowledgements(room: Room): Effect[] {
  const effects: Effect[] = [];
  for (const [id, corrected] of room.unacknowledged) {
    const run = room.runs.get(id);
    const racer = room.racers.find((each) => each.id === id);
    if (!run || !racer) continue;
    for (const connection of room.connections.values()) {
      if (connection.person.id !== racer.person.id || !connection.greeted) continue;
      effects.push(
        send(connection, {
          type: "ack",
          seq: run.seq,
          settled: run.state.now,
          ...(corrected.length > 0 && { corrected }),
        }),
      );
    }
  }
  room.unacknowledged.clear();
  return effects;
}

/**
 * Acknowledges what was stored, and tells everybody what has changed of the standings. Called four times a second at most,
 * after the batches before it were stored.
 */
export function flush(room: Room, now: number): Effect[] {
  const effects = acknowledgements(room);
  if (room.phase !== "running") return effects;
  const elapsed = elapsedAt(room, now);
  room.flushed_at = elapsed;
  for (const { id } of room.racers) {
    const run = room.runs.get(id);
    if (run) settleRun(run, elapsed, room.limits.lag);
  }
  playGhosts(room, elapsed);
  const standings = standingsOf(room.runs);
  const racers = changesSince(room.sent, standings, (id) => {
    const run = room.runs.get(id);
    return run ? takeEvents(run) : [];
  });
  room.sent = standings;
  if (racers.length > 0) {
    effects.push(broadcast(room, { type: "standings", at: elapsed, racers }));
  }
  return [...effects, ...finish(room, now)];
}

/** Closes all sockets and deletes the room. */
function end(room: Room): Effect[] {
  const effects = [...room.connections.values()].map((each) => closed(each, "room_closed"));
  room.connections.clear();
  return [...effects, { type: "delete" }];
}

const saidNothing = (room: Room, { greeted, opened_at }: Connection, now: number) =>
  !greeted && now - opened_at >= room.limits.hello_ms;

const isSeatOver = ({ limits }: Room, { connected, since }: Racer, now: number) =>
  !connected && now - since >= limits.seat_ms;

function closeSilent(room: Room, now: number): Effect[] {
  return [...room.connections.values()]
    .filter((each) => saidNothing(room, each, now))
    .map((each) => {
      room.connections.delete(each.id);
      return closed(each, "hello_expected");
    });
}

function tickOpen(room: Room, now: number): Effect[] {
  if (now - room.since >= room.limits.open_ms) return end(room);
  const kept = room.racers.filter((racer) => !isSeatOver(room, racer, now));
  const changed = kept.length < room.racers.length;
  room.racers = kept;
  if (changed) noteAlone(room, now);
  if (kept.length === 0 && room.connections.size === 0) return end(room);
  return changed ? changedRoom(room, now) : beginWhenReady(room, now);
}

function tickPhase(room: Room, now: number): Effect[] {
  const { phase, limits, since, finish } = room;
  if (phase === "open") return tickOpen(room, now);
  if (phase === "countdown") return now - since >= limits.countdown_ms ? start(room, now) : [];
  if (phase === "running") return flush(room, now);
  const storedAt = finish?.stored_at ?? null;
  return storedAt !== null && now - storedAt >= limits.linger_ms ? end(room) : [];
}

/** Does what is due at `now`. */
export const tick = (room: Room, now: number): Effect[] => [
  ...closeSilent(room, now),
  ...tickPhase(room, now),
];

/** Notes that the results are stored, and tells everybody. */
export function resultsStored(room: Room, results: RaceResult[], now: number): Effect[] {
  if (!room.finish) return [];
  room.finish.results = results;
  room.finish.stored_at = now;
  return [{ type: "save" }, broadcast(room, { type: "stored", results })];
}

/** Notes that the results could not be stored, and puts the next try off: twice as long each time, up to a limit. */
export function resultsNotStored({ finish, limits }: Room, now: number): Effect[] {
  if (!finish) return [];
  const pause = Math.min(limits.retry_ms, FIRST_RETRY_MS * 2 ** finish.failures);
  finish.failures += 1;
  finish.retry_at = now + pause;
  return [{ type: "save" }];
}

/** True when the results are to be stored at `now`. */
export const mustStore = ({ finish }: Room, now: number): boolean =>
  finish !== null && finish.results === null && now >= finish.retry_at;
