/** A room of a race in memory, with sockets that keep what they got. Its time passes only when a test says so. */
import { randomUUID } from "node:crypto";
import { nextDeadline } from "../../app/.server/races/room/deadline.ts";
import type { Effect } from "../../app/.server/races/room/effects.ts";
import { connect, disconnect, join, type RaceRole } from "../../app/.server/races/room/members.ts";
import { receive } from "../../app/.server/races/room/messages.ts";
import { flush, tick } from "../../app/.server/races/room/phases.ts";
import { resumeRuns, type StoredBatch } from "../../app/.server/races/room/resume.ts";
import {
  newRecord,
  openRoom,
  type Person,
  ROOM_LIMITS,
  type Room,
  type RoomLimits,
  recordOf,
  type Setup,
} from "../../app/.server/races/room/room.ts";
import type { GhostWish } from "../../app/.server/races/run/ghost.ts";
import type { ServedPlan } from "../../app/contracts/game.ts";
import { RACE_PROTOCOL } from "../../app/contracts/race-constants.ts";
import {
  type ClientMessage,
  type ServerMessage,
  serverMessageSchema,
} from "../../app/contracts/race-protocol.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { type Habits, play } from "../../seed/player.ts";
import { createPlan } from "./plans.ts";

/** Returns a plan as a room has it. */
export function racePlan(seed = 1): ServedPlan {
  const plan = createPlan({ seed, mode: "race" });
  const snippets = plan.snippets.map(({ category, snippet_text, statement_starts }) => ({
    id: randomUUID(),
    category,
    snippet_text,
    statement_starts: statement_starts ?? null,
    token_count: 1,
    expected_wpm: 40,
  }));
  return { ...plan, snippets };
}

export const newPerson = (name: string, user_id: string | null = null): Person => ({
  id: user_id ?? randomUUID(),
  user_id,
  username: user_id && name,
  name,
});

export interface RoomOptions {
  seats?: number;
  visibility?: Setup["visibility"];
  limits?: Partial<RoomLimits>;
  plan?: ServedPlan;
  snippet_versions?: number[];
}

/** One socket of a `TestRoom`. */
export interface TestSocket {
  id: string;
  person: Person;
  role: RaceRole;
  inbox: ServerMessage[];
  closed: string | undefined;
}

export class TestRoom {
  room: Room;
  now = 1_000_000;
  readonly sockets = new Map<string, TestSocket>();
  /** What storage has. */
  setup: Setup;
  stored: StoredBatch[] = [];
  deleted = false;
  /** The ghosts that were asked for. */
  readonly wishes: GhostWish[] = [];
  #unstored: StoredBatch[] = [];
  #flushAt: number | undefined;

  constructor({
    seats = 4,
    visibility = "link",
    limits = {},
    plan = racePlan(),
    snippet_versions = [1],
  }: RoomOptions = {}) {
    const setup = {
      race_id: randomUUID(),
      // Codes have no digits that look like letters.
      code: randomUUID().slice(0, 8).toUpperCase().replaceAll("0", "2").replaceAll("1", "3"),
      seats,
      visibility,
      plan,
      snippet_versions,
      rating: null,
      unseen: null,
      ghosts: [],
    };
    this.setup = structuredClone(setup);
    this.room = openRoom(newRecord(setup, this.now), { ...ROOM_LIMITS, ...limits }, currentEngine);
  }

  carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === "send") {
        // A copy, as the network makes one; and only what the contract says.
        const text = JSON.stringify(effect.message);
        for (const id of effect.to) this.#deliver(id, JSON.parse(text));
      } else if (effect.type === "welcome") {
        this.#deliver(effect.to, structuredClone({ ...effect.message, resume: "-" }));
      } else if (effect.type === "close") {
        const socket = this.sockets.get(effect.to);
        if (socket) socket.closed = effect.reason;
      } else if (effect.type === "batch") {
        this.#unstored.push(structuredClone({ racer: effect.racer, batch: effect.batch }));
      } else if (effect.type === "save_setup") this.setup = structuredClone(this.room.setup);
      else if (effect.type === "find_ghosts") this.wishes.push(effect.wish);
      else if (effect.type === "flush") this.#flushAt ??= this.now + 250;
      else if (effect.type === "delete") this.deleted = true;
    }
  }

  #deliver(id: string, message: unknown): void {
    const socket = this.sockets.get(id);
    if (socket && !socket.closed) socket.inbox.push(serverMessageSchema.parse(message));
  }

  /** Gives somebody a seat without a socket. */
  join(person: Person): RaceRole {
    const { role, effects } = join(this.room, person, this.now);
    this.carryOut(effects);
    return role;
  }

  /** Opens a socket, which has not said hello yet. */
  connect(
    person: Person,
    role: RaceRole = this.join(person),
    network: string | null = null,
  ): TestSocket {
    const socket: TestSocket = { id: randomUUID(), person, role, inbox: [], closed: undefined };
    this.sockets.set(socket.id, socket);
    this.carryOut(connect(this.room, { id: socket.id, person, role, network }, this.now));
    return socket;
  }

  /** Lets somebody in: joins, opens the socket and says hello. */
  enter(name: string, person = newPerson(name)): TestSocket {
    const socket = this.connect(person);
    this.send(socket, { type: "hello", version: RACE_PROTOCOL });
    return socket;
  }

  send({ id }: TestSocket, message: ClientMessage): void {
    this.carryOut(receive(this.room, id, JSON.stringify(message), this.now));
  }

  sendText({ id }: TestSocket, text: unknown): void {
    this.carryOut(receive(this.room, id, text, this.now));
  }

  cut({ id }: TestSocket): void {
    this.carryOut(disconnect(this.room, id, this.now));
    this.sockets.delete(id);
  }

  /** Lets time pass, with what is due in it. */
  advance(ms: number): void {
    const until = this.now + ms;
    for (let ticks = 0; !this.deleted; ticks += 1) {
      if (ticks > 10_000) throw new Error("the room's deadline does not move on");
      const due = Math.min(nextDeadline(this.room), this.#flushAt ?? Number.POSITIVE_INFINITY);
      if (due > until) break;
      // Storing results is not the room's own work: nothing is due from then on.
      if (
        this.room.phase === "finished" &&
        !this.room.finish?.results &&
        this.#flushAt === undefined
      )
        break;
      this.now = Math.max(this.now, due);
      if (this.#flushAt !== undefined && this.#flushAt <= this.now) this.flush();
      else this.carryOut(tick(this.room, this.now));
    }
    this.now = until;
  }

  flush(): void {
    this.#flushAt = undefined;
    this.stored.push(...this.#unstored);
    this.#unstored = [];
    this.carryOut(flush(this.room, this.now));
  }

  /** Starts the race of all who are there. Returns the plan. */
  start(...racers: TestSocket[]): ServedPlan {
    for (const racer of racers) this.send(racer, { type: "ready", ready: true });
    this.advance(this.room.limits.countdown_ms);
    const [start] = of(racers[0], "start");
    if (!start) throw new Error("the race has not begun");
    return start.plan;
  }

  /** Forgets everything but what storage has, as after `kill -9`: sockets, and batches that were not stored. */
  crash(): void {
    const record = { ...structuredClone(recordOf(this.room)), setup: structuredClone(this.setup) };
    this.#unstored = [];
    this.#flushAt = undefined;
    this.sockets.clear();
    for (const racer of record.racers) {
      racer.connected = false;
      if (record.phase === "open") racer.ready = false;
    }
    const { limits } = this.room;
    const runs = resumeRuns(record, limits, currentEngine, this.stored, this.now);
    this.room = openRoom(record, limits, currentEngine, runs);
  }

  runOf({ person }: TestSocket) {
    const racer = this.room.racers.find((each) => each.person.id === person.id);
    const run = racer && this.room.runs.get(racer.id);
    if (!run) throw new Error("no run");
    return run;
  }
}

/** Lets racers type for `ms`, in batches of 100 ms on an ideal line. */
export function typeTogether(race: TestRoom, ms: number, ...racers: [TestSocket, Habits][]): void {
  const typed = racers.map(([racer, habits]) => ({
    racer,
    seq: race.runOf(racer).seq,
    keys: play(race.room.setup.plan, { ...habits, until: ms }).keys,
  }));
  for (let until = 100; until <= ms; until += 100) {
    race.advance(100);
    for (const each of typed) {
      each.seq += 1;
      const keys = each.keys.filter(([t]) => t > until - 100 && t <= until);
      race.send(each.racer, { type: "keys", seq: each.seq, keys, until });
    }
  }
}

/** Ends the run of a racer who leaves. */
export function quitRace(race: TestRoom, racer: TestSocket): void {
  const until = race.now - (race.room.started_at ?? 0);
  const seq = race.runOf(racer).seq + 1;
  race.send(racer, { type: "keys", seq, keys: [], until, quit: true });
}

/** Returns the messages of a type that a socket got. */
export const of = <Type extends ServerMessage["type"]>(
  socket: TestSocket | undefined,
  type: Type,
): Extract<ServerMessage, { type: Type }>[] =>
  (socket?.inbox ?? []).filter(
    (message): message is Extract<ServerMessage, { type: Type }> => message.type === type,
  );
