/**
 * A race's room, as plain data and functions without a clock and without chance: the time is an argument, and what has
 * to happen outside is returned as effects (`effects.ts`). The Durable Object around it (`workers/races/room.ts`) only
 * carries them out.
 */

import type { ServedPlan } from "../../../contracts/game.ts";
import { OPEN_ROOM_MS } from "../../../contracts/race.ts";
import type { CloseReason } from "../../../contracts/race-constants.ts";
import type { RacePhase, RaceResult, Standing } from "../../../contracts/race-protocol.ts";
import type { Engine } from "../../../engine/engine.ts";
import type { Ghost } from "../run/ghost.ts";
import type { LagLimits } from "../run/lag.ts";
import type { Run } from "../run/referee.ts";

/** Every limit and duration of a room, so that tests need not wait. Times are milliseconds. */
export interface RoomLimits {
  /** The fewest connected racers with whom a race begins. */
  least_racers: number;
  /** How long somebody waits alone in a public room before it looks for ghosts, and its longest pause when it found none. */
  alone_ms: number;
  alone_retry_ms: number;
  /** The most ghosts of a race. */
  ghosts: number;
  countdown_ms: number;
  /** How long a public room waits for more racers once it has enough. */
  gather_ms: number;
  /** How long a room that is joined by its link waits for the others once enough are ready. */
  ready_ms: number;
  /** How often a racer may be ready, or no longer, within `ready_window_ms`: each time is a write. */
  ready_changes: number;
  ready_window_ms: number;
  /** How long a seat waits for the socket of whom it was given to, also after a socket was lost. */
  seat_ms: number;
  /** How long an open room waits for its race. */
  open_ms: number;
  /** How long a socket may say nothing before its `hello`. */
  hello_ms: number;
  /** How long a racer may send no keys, not even a heartbeat, before the room reckons with none. */
  silent_ms: number;
  /** How long the room stays after its results were stored. */
  linger_ms: number;
  /** The longest pause before results that could not be stored are stored again. */
  retry_ms: number;
  spectators: number;
  /** The most spectators of one network, so that nobody takes all places; a class at a school needs that many. */
  network_spectators: number;
  /** Messages of one socket: so many at once, and so many a second for good. */
  message_burst: number;
  messages_per_second: number;
  /** The shortest time between two phrases of a racer. */
  phrase_ms: number;
  lag: LagLimits;
}

export const ROOM_LIMITS: RoomLimits = {
  least_racers: 2,
  alone_ms: 8_000,
  alone_retry_ms: 60_000,
  ghosts: 3,
  countdown_ms: 3_000,
  gather_ms: 8_000,
  ready_ms: 30_000,
  ready_changes: 4,
  ready_window_ms: 10_000,
  seat_ms: 20_000,
  open_ms: OPEN_ROOM_MS,
  hello_ms: 10_000,
  silent_ms: 20_000,
  linger_ms: 5 * 60_000,
  retry_ms: 5_000,
  spectators: 50,
  network_spectators: 30,
  message_burst: 60,
  messages_per_second: 20,
  phrase_ms: 3_000,
  lag: {
    base_ms: 750,
    wait_ms: 150,
    // A line that is cut for five seconds, and a second to come back.
    quota_ms: 6_000,
    drain_per_second: 250,
    refill_per_second: 100,
  },
};

/** Somebody in the room, as the ticket names them. */
export interface Person {
  /** The account's id; of a guest a random UUID. */
  id: string;
  user_id: string | null;
  username: string | null;
  name: string;
}

export interface Racer {
  id: number;
  person: Person;
  connected: boolean;
  ready: boolean;
  /** When that changed by the racer's wish, the last few times. */
  ready_changed?: number[];
  /** When the seat was given, or its socket was lost. */
  since: number;
}

/** What a room is made with, and the ghosts that came later. Nothing of the plan leaves the server before the race begins. */
export interface Setup {
  race_id: string;
  code: string;
  seats: number;
  visibility: "public" | "link";
  plan: ServedPlan;
  snippet_versions: number[];
  /** The plan of a rated race, while one with ghosts or of one racer takes its place; null otherwise. */
  unseen: { plan: ServedPlan; snippet_versions: number[] } | null;
  /** The ghosts in the empty seats. They are no racers of the room: it waits for none of them. */
  ghosts: Ghost[];
  /** The rating of its maker, by which the lobby finds it; null where there is none. */
  rating: number | null;
  /** The account that made it; absent for a guest, and for a rematch. */
  maker_id?: string | undefined;
}

/** What storage keeps of a room besides its batches: plain JSON. */
export interface RoomRecord {
  setup: Setup;
  phase: RacePhase;
  /** When the phase began. */
  since: number;
  racers: Racer[];
  next_id: number;
  /**
   * Until when a public room waits for more racers, and one that is joined by its link for those who are not ready; null while
   * there are too few of the others.
   */
  gather_until: number | null;
  /** Set while one racer waits alone in a public room. */
  alone: Waiting | null;
  /** What it was when the last one who waited alone was so for the last time. */
  waited: Waiting | null;
  /** When the race began; null before. */
  started_at: number | null;
  /** Set when the last racer's run has ended. */
  finish: Finish | null;
  counts: RoomCounts;
}

/** What happened in a room since the metrics were told. */
export interface RoomCounts {
  /** Messages of clients. */
  messages: number;
  /** Sockets by which a racer came back to a race that goes on. */
  resumes: number;
  /** Sockets that the room closed, besides those that end with it. */
  closed: Partial<Record<CloseReason, number>>;
}

export const newCounts = (): RoomCounts => ({ messages: 0, resumes: 0, closed: {} });

/** A racer's wait alone: when the room looks for ghosts next, and how often it found none. */
export interface Waiting {
  racer: number;
  ghosts_at: number;
  misses: number;
}

export interface Finish {
  standings: Standing[];
  ended_at: number;
  /** How often storing failed, and when it is tried next. */
  failures: number;
  retry_at: number;
  /** Null until the results are stored. */
  results: RaceResult[] | null;
  stored_at: number | null;
  /** The code of the next race's room, once somebody has asked for it. */
  next: string | null;
}

/** One socket. */
export interface Connection {
  id: string;
  person: Person;
  /** The network that it comes from, as a hash; null when it is not known. */
  network: string | null;
  /** False until its `hello`. */
  greeted: boolean;
  opened_at: number;
  /** The messages that it may still send, as of `counted_at`. */
  allowance: number;
  counted_at: number;
  last_phrase_at: number | null;
}

export interface Room extends RoomRecord {
  limits: RoomLimits;
  engine: Engine;
  connections: Map<string, Connection>;
  /** The runs by the racers' ids, once the race has begun. */
  runs: Map<number, Run>;
  /** The standings that were sent last, and when runs were settled last, in milliseconds since the start. */
  sent: Standing[];
  flushed_at: number;
  /** The racers whose batches are not acknowledged yet, each with the batches that count otherwise than sent. */
  unacknowledged: Map<number, Correction[]>;
}

export interface Correction {
  seq: number;
  keys: [t: number, key: string][];
}

export const newRecord = (setup: Setup, now: number): RoomRecord => ({
  setup,
  phase: "open",
  since: now,
  racers: [],
  next_id: 1,
  gather_until: null,
  alone: null,
  waited: null,
  started_at: null,
  finish: null,
  counts: newCounts(),
});

/** Returns a room as storage has it, without sockets. */
export const openRoom = (
  record: RoomRecord,
  limits: RoomLimits,
  engine: Engine,
  runs: Map<number, Run> = new Map(),
): Room => ({
  ...record,
  limits,
  engine,
  connections: new Map(),
  runs,
  sent: [],
  flushed_at: 0,
  unacknowledged: new Map(),
});

/** Returns the part of a room that storage keeps. */
export const recordOf = (room: Room): RoomRecord => {
  const { setup, phase, since, racers, next_id, gather_until } = room;
  const { alone, waited, started_at, finish, counts } = room;
  return {
    ...{ setup, phase, since, racers, next_id, gather_until },
    ...{ alone, waited, started_at, finish, counts },
  };
};

export function enterPhase(room: Room, phase: RacePhase, now: number): void {
  room.phase = phase;
  room.since = now;
}

/** Whether one racer is enough: beside ghosts, or alone because there were none. Such a race is unranked. */
export const isUnranked = ({ plan }: Pick<Setup, "plan">): boolean => plan.mode === "ghost_race";

/** The fewest racers with whom the race begins. */
export const leastRacers = ({ setup, limits }: Room): number =>
  isUnranked(setup) ? 1 : limits.least_racers;

export const racerOf = (room: Room, { person }: Pick<Connection, "person">): Racer | undefined =>
  room.racers.find((racer) => racer.person.id === person.id);

export const spectatorsOf = (room: Room): Connection[] =>
  [...room.connections.values()].filter((each) => !racerOf(room, each));

/** Milliseconds since the race began. */
export const elapsedAt = (room: Room, now: number): number =>
  Math.max(0, now - (room.started_at ?? now));
