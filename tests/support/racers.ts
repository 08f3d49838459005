/** Scripted racers: clients of a race's socket, as the page is one. */
import type { JoinedRace } from "../../app/contracts/race.ts";
import { RACE_PROTOCOL } from "../../app/contracts/race-constants.ts";
import {
  type ClientMessage,
  type ServerMessage,
  serverMessageSchema,
} from "../../app/contracts/race-protocol.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { type Habits, play } from "../../seed/player.ts";

type MessageOf<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

/** How often a racer sends its keys, in milliseconds. */
const BATCH_MS = 100;

/** A socket of a race, with everything that came in. */
export class RaceSocket {
  readonly messages: ServerMessage[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor({ socket_url, ticket }: Pick<JoinedRace, "socket_url" | "ticket">) {
    this.#socket = new WebSocket(`${socket_url}?ticket=${encodeURIComponent(ticket)}`);
    this.#socket.addEventListener("message", ({ data }) => {
      this.messages.push(serverMessageSchema.parse(JSON.parse(data)));
      this.#wake();
    });
    this.#socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.#wake();
    });
    for (const event of ["open", "error"]) {
      this.#socket.addEventListener(event, () => this.#wake());
    }
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Returns what `find` finds once it finds something; fails when the socket was closed or after `ms`. */
  async until<Found>(find: () => Found | undefined, what: string, ms = 20_000): Promise<Found> {
    const deadline = AbortSignal.timeout(ms);
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.closed) throw new Error(`closed ${JSON.stringify(this.closed)} before ${what}`);
      if (deadline.aborted) throw new Error(`no ${what} in ${ms} ms: ${this.describe()}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          deadline.removeEventListener("abort", wake);
          resolve();
        };
        this.#waiting.add(wake);
        deadline.addEventListener("abort", wake);
      });
    }
  }

  describe = () => this.messages.map(({ type }) => type).join(" ");

  /** Returns the first message of a type, when it is there. */
  first<Type extends ServerMessage["type"]>(type: Type, ms?: number): Promise<MessageOf<Type>> {
    return this.until(() => this.all(type)[0], type, ms);
  }

  all<Type extends ServerMessage["type"]>(type: Type): MessageOf<Type>[] {
    return this.messages.filter((message): message is MessageOf<Type> => message.type === type);
  }

  async opened(): Promise<this> {
    await this.until(
      () => (this.#socket.readyState === WebSocket.OPEN ? true : undefined),
      "an open socket",
    );
    return this;
  }

  async greeted(): Promise<MessageOf<"welcome">> {
    await this.opened();
    this.send({ type: "hello", version: RACE_PROTOCOL });
    return this.first("welcome");
  }

  send(message: ClientMessage): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Waits until the server has closed the socket. */
  async ended(ms = 20_000): Promise<{ code: number; reason: string }> {
    const deadline = Date.now() + ms;
    while (!this.closed && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (!this.closed) throw new Error(`still open: ${this.describe()}`);
    return this.closed;
  }

  close(): void {
    this.#socket.close();
  }
}

/** A racer who types by the rules, in real time, and quits at some moment. */
export class ScriptedRacer {
  /** The keys that the player presses, with their times. */
  keys: KeyPress[] = [];
  seq = 0;
  startedAt = 0;
  #sent = 0;

  socket: RaceSocket;
  readonly #habits: Habits;

  constructor(socket: RaceSocket, habits: Habits) {
    this.socket = socket;
    this.#habits = habits;
  }

  /** Waits for the start and computes what to type. */
  async started(): Promise<void> {
    const { plan } = await this.socket.first("start");
    this.startedAt = performance.now();
    this.keys = play(plan, { ...this.#habits, until: 180_000 }).keys;
  }

  get now(): number {
    return Math.floor(performance.now() - this.startedAt);
  }

  /** Sends what was typed since the last batch. */
  sendBatch(quit = false): void {
    const until = this.now;
    const keys: KeyPress[] = [];
    for (let next = this.keys[this.#sent]; next && next[0] <= until; next = this.keys[this.#sent]) {
      if (keys.length === 64) break;
      keys.push(next);
      this.#sent += 1;
    }
    this.seq += 1;
    this.socket.send({
      type: "keys",
      seq: this.seq,
      keys,
      until: keys.length === 64 ? (keys.at(-1)?.[0] ?? until) : until,
      ...(quit && { quit: true }),
    });
  }

  /** Types for `ms` and sends a batch every 100 ms, as the page does. */
  async type(ms: number): Promise<void> {
    const until = this.now + ms;
    while (this.now < until) {
      await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
      this.sendBatch();
    }
  }

  /** Goes on with another socket: sends again what the server does not have. */
  resume(socket: RaceSocket, { seq, keys }: { seq: number; keys: KeyPress[] }): void {
    this.socket = socket;
    this.seq = seq;
    this.#sent = keys.length;
  }
}
