/** A room of four scripted typists, and when each of their keys was on the others' screens. */
import { setTimeout as sleep } from "node:timers/promises";
import type { JoinedRace } from "../../../app/contracts/race.ts";
import {
  BATCH_MS,
  HEARTBEAT_MS,
  MAX_BATCH_KEYS,
  RACE_PROTOCOL,
} from "../../../app/contracts/race-constants.ts";
import type { KeyPress } from "../../../app/engine/replay.ts";
import { play } from "../../../seed/player.ts";
import { RaceConnection } from "./connection.ts";

export const RACERS = 4;
const WPM = 90;

/** What the messages begin with, so that the numbers in them are read without parsing the rest. */
const STANDINGS = '{"type":"standings","at":';
const ACK = '{"type":"ack","seq":';

/** A batch that was sent, with the moments at which its keys were due. */
interface SentBatch {
  seq: number;
  due: number[];
}

export class Typist {
  readonly connection: RaceConnection;
  /** When standings came in, by their `at`, which is the server's time of the race. */
  readonly seenAt = new Map<number, number>();
  /** The keys of which the typist knows that the standings of `at` have them. */
  readonly counted: { at: number; due: number[] }[] = [];
  closed: string | undefined;
  /** Whether the race is over. */
  isOver = false;
  startedAt = 0;
  #keys: KeyPress[] = [];
  #next = 0;
  #seq = 0;
  #lastSentAt = 0;
  #unacknowledged: SentBatch[] = [];
  /** Acknowledged keys, whose standings are the next ones to come. */
  #acknowledged: number[] = [];
  readonly #hands: number;
  readonly #raceMs: number;
  readonly #onStart: () => void;

  constructor(
    { socket_url, ticket }: JoinedRace,
    { hands, raceMs, onStart }: { hands: number; raceMs: number; onStart: () => void },
  ) {
    this.#hands = hands;
    this.#raceMs = raceMs;
    this.#onStart = onStart;
    const url = `${socket_url}?ticket=${encodeURIComponent(ticket)}`;
    this.connection = new RaceConnection(
      url,
      (text) => this.#read(text),
      (reason) => {
        this.closed = reason;
      },
    );
  }

  #read(text: string): void {
    const now = performance.now();
    if (text.startsWith(STANDINGS)) {
      const at = Number.parseInt(text.slice(STANDINGS.length), 10);
      this.seenAt.set(at, now);
      if (this.#acknowledged.length === 0) return;
      this.counted.push({ at, due: this.#acknowledged });
      this.#acknowledged = [];
    } else if (text.startsWith(ACK)) {
      const seq = Number.parseInt(text.slice(ACK.length), 10);
      while ((this.#unacknowledged[0]?.seq ?? Number.POSITIVE_INFINITY) <= seq) {
        this.#acknowledged.push(...(this.#unacknowledged.shift()?.due ?? []));
      }
    } else if (text.startsWith('{"type":"finished"')) {
      this.isOver = true;
    } else if (text.startsWith('{"type":"start"')) {
      this.startedAt = now;
      const habits = { wpm: WPM, errors: 20, hands: this.#hands, until: this.#raceMs };
      this.#keys = play(JSON.parse(text).plan, habits).keys;
      this.#onStart();
    }
  }

  /** Sends what was typed since the last batch, as the page does: nothing when there is nothing, but for a sign of life. */
  sendBatch(quit = false): void {
    const now = performance.now();
    const until = Math.floor(now - this.startedAt);
    const keys: KeyPress[] = [];
    for (let key = this.#keys[this.#next]; key && key[0] <= until; key = this.#keys[this.#next]) {
      if (keys.length === MAX_BATCH_KEYS) break;
      keys.push(key);
      this.#next += 1;
    }
    if (keys.length === 0 && !quit && now - this.#lastSentAt < HEARTBEAT_MS) return;
    this.#seq += 1;
    this.#lastSentAt = now;
    this.#unacknowledged.push({ seq: this.#seq, due: keys.map(([t]) => this.startedAt + t) });
    const seq = this.#seq;
    this.connection.send({ type: "keys", seq, keys, until, ...(quit && { quit: true }) });
  }
}

/** Returns an address of the network for benchmarks (RFC 2544), because the quota of starts counts by network. */
const addressOf = (number: number) => `198.18.${Math.floor(number / 256)}.${number % 256}`;

async function post(url: string, number: number, body: object): Promise<JoinedRace> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "CF-Connecting-IP": addressOf(number) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as JoinedRace;
}

export class Room {
  readonly typists: Typist[];
  /** Resolves when all racers have the plan. */
  readonly started: Promise<unknown>;

  private constructor(joined: readonly JoinedRace[], number: number, raceMs: number) {
    let waiting = joined.length;
    let allStarted = () => {};
    this.started = new Promise<void>((resolve) => {
      allStarted = resolve;
    });
    const onStart = () => {
      waiting -= 1;
      if (waiting === 0) allStarted();
    };
    this.typists = joined.map(
      (each, i) => new Typist(each, { hands: number * RACERS + i, raceMs, onStart }),
    );
  }

  /** Makes a room, and opens its sockets. */
  static async open(origin: string, number: number, raceMs: number): Promise<Room> {
    const choice = { language: "PYTHON", difficulty: "EXPERT", seats: RACERS };
    const joined = [await post(`${origin}/api/races`, number, choice)];
    const code = joined[0]?.code;
    while (joined.length < RACERS)
      joined.push(await post(`${origin}/api/races/${code}/join`, number, {}));
    const room = new Room(joined, number, raceMs);
    await Promise.all(room.typists.map(({ connection }) => connection.opened()));
    for (const { connection } of room.typists) {
      connection.send({ type: "hello", version: RACE_PROTOCOL });
    }
    return room;
  }

  /** Begins the race, after its countdown. */
  begin(): void {
    for (const { connection } of this.typists) connection.send({ type: "ready", ready: true });
  }

  /** Types until `signal`: each typist sends every 100 ms, at a phase of their own. */
  async type(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.typists.map(async (typist) => {
        await sleep(Math.random() * BATCH_MS);
        const timer = setInterval(() => typist.sendBatch(), BATCH_MS);
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        clearInterval(timer);
        typist.sendBatch(true);
      }),
    );
  }

  /**
   * Returns the milliseconds from the moment each key was due to the moment another racer's socket had the standings that
   * have it, for each of the other racers, of keys due from `from` to `until`.
   *
   * A room sends its acknowledgement of a batch right before the standings that have its keys, and both on the same
   * socket, in order. So the first standings after the acknowledgement, on the typist's own socket, tell by their `at`
   * which standings of the others have these keys. If nothing that is shown changed, no standings are sent, and the next
   * ones count.
   */
  latencies(from: number, until: number): number[] {
    return this.typists.flatMap((typist) => {
      const others = this.typists.filter((other) => other !== typist);
      return typist.counted.flatMap(({ at, due }) =>
        due
          .filter((moment) => moment >= from && moment < until)
          .flatMap((moment) =>
            others.flatMap((other) => {
              const seen = other.seenAt.get(at);
              return seen === undefined ? [] : [seen - moment];
            }),
          ),
      );
    });
  }
}
