/**
 * The page's end of a race: the socket, which comes back by itself, the keys on their way, and what the page knows
 * (docs/decisions/0053-races.md). It uses neither React nor the DOM besides the events of network and visibility.
 */
import ReconnectingSocket from "partysocket/ws";
import {
  BATCH_MS,
  CLOSE_CODES,
  type CloseReason,
  HEARTBEAT_MS,
  RACE_PROTOCOL,
} from "../../../contracts/race-constants.ts";
import type { ClientMessage, ServerMessage } from "../../../contracts/race-protocol.ts";
import type { KeyPress } from "../../../engine/replay.ts";
import { joinRace, keepTicket, keptTicket, RaceRefusal } from "../ways-in.ts";
import { KeyBatches } from "./key-batches.ts";
import type { RaceRun } from "./race-run.ts";
import { afterMessage, NO_RACE, type RaceView } from "./race-view.ts";

const PINGS = 5;
/** After how long a silence in a race the socket is probed, and how long it has to answer. */
const SILENCE_MS = 3_000;
const ANSWER_MS = 2_000;

/** Closed for these reasons, the same client may come back; after any other of the server's it may not. */
const PASSING = new Set<string>(["out_of_order", "too_fast", "hello_expected"]);
const reasonOf = (code: number) =>
  (Object.keys(CLOSE_CODES) as CloseReason[]).find((reason) => CLOSE_CODES[reason] === code);

/** Refusals after which there is no way in; all others pass. */
const ENDS: Partial<Record<string, NonNullable<RaceView["ended"]>>> = {
  not_found: "not_found",
  race_over: "room_closed",
  unauthenticated: "signed_out",
};
/** The pause after a refusal that does not say how long it holds, in seconds. */
const RETRY_SECONDS = 5;

const socketUrl = (code: string) =>
  `${location.origin.replace(/^http/, "ws")}/api/races/${code}/socket`;

export type Claim = Extract<ServerMessage, { type: "claim" }>;

export class RaceClient {
  readonly #code: string;
  readonly #onClaim: (claim: Claim, view: RaceView) => void;
  readonly #socket: ReconnectingSocket;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #batches = new KeyBatches();
  #view = NO_RACE;
  #address: { socket_url: string; ticket: string } | undefined;
  /** How often the socket did not open since it was open last. */
  #failures = 0;
  #greeted = false;
  /** The times of pings without an answer, on the clock of `performance.now()`. */
  readonly #pings = new Map<number, number>();
  #pinged = 0;
  /** The shortest way of a message, in milliseconds. */
  #latency = Number.POSITIVE_INFINITY;
  #heardAt = 0;
  #probedAt = 0;
  #sentAt = 0;
  #run: RaceRun | undefined;
  #onRestore: (log: KeyPress[]) => void = () => {};
  #sentEnd = false;

  /** @param onClaim gets what claims a guest's run */
  constructor(code: string, onClaim: (claim: Claim, view: RaceView) => void) {
    this.#code = code;
    this.#onClaim = onClaim;
    this.#socket = new ReconnectingSocket(() => this.#findAddress(), [], {
      minReconnectionDelay: 300,
      reconnectionDelayGrowFactor: 1.6,
      // In a race each second counts, and a room has a few people.
      maxReconnectionDelay: 1_000,
      connectionTimeout: 5_000,
      // What was said to a lost socket is said again by the rules of batches, or not at all.
      maxEnqueuedMessages: 0,
      shouldReconnectOnClose: ({ code }) => this.#mayComeBack(code),
    });
    this.#socket.addEventListener("open", () => this.#greet());
    this.#socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(data)));
    this.#socket.addEventListener("close", ({ code }) => this.#lose(code));
    this.#timer = setInterval(() => this.#beat(), BATCH_MS);
    const { signal } = this.#closed;
    const probe = () => document.visibilityState === "visible" && this.#probe();
    document.addEventListener("visibilitychange", probe, { signal });
    window.addEventListener("online", () => this.#reconnect(), { signal });
    window.addEventListener(
      "offline",
      () => this.#greeted && this.#change({ ...this.#view, connection: "lost" }),
      { signal },
    );
  }

  // Arrow functions, because React calls them without `this`.
  readonly view = (): RaceView => this.#view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The keys of the own run that the server has, or that are on their way. */
  get keys(): KeyPress[] {
    return this.#batches.keys;
  }

  /**
   * Sends the keys of a run from now on.
   *
   * @param onRestore called with the whole log when the server has another one: the run has to go on from there
   */
  attach(run: RaceRun, onRestore: (log: KeyPress[]) => void): () => void {
    this.#run = run;
    this.#onRestore = onRestore;
    this.#sentEnd = false;
    return () => {
      if (this.#run !== run) return;
      this.#flush();
      this.#run = undefined;
    };
  }

  /** Says something to the room. Returns false without a connection. */
  say(
    message: Extract<ClientMessage, { type: "ready" | "alone" | "leave" | "phrase" | "rematch" }>,
  ): boolean {
    return this.#send(message);
  }

  close(): void {
    this.#closed.abort();
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #change(view: RaceView): void {
    if (view === this.#view) return;
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }

  /** Returns the address of the socket; with a new ticket when the one that is known does not open it. */
  async #findAddress(): Promise<string> {
    if (!this.#address || this.#failures > 1) {
      try {
        this.#address = await joinRace(this.#code);
      } catch (error) {
        // Who raced may look at the end as long as the room is there.
        const ticket = this.#address ? undefined : keptTicket(this.#code);
        if (!(error instanceof RaceRefusal && error.code === "race_over" && ticket)) {
          if (error instanceof RaceRefusal) await this.#refuse(error);
          throw error;
        }
        this.#address = { socket_url: socketUrl(this.#code), ticket };
      }
    }
    const { socket_url, ticket } = this.#address;
    return `${socket_url}?ticket=${encodeURIComponent(ticket)}`;
  }

  /** Says why there is no seat: for good, or until the server takes requests again, for which it waits. */
  async #refuse({ code, message, retryAfter }: RaceRefusal): Promise<void> {
    const ended = ENDS[code];
    this.#change({ ...this.#view, ended: ended ?? this.#view.ended, refused: message });
    if (ended) this.#socket.close();
    else await new Promise((resolve) => setTimeout(resolve, (retryAfter || RETRY_SECONDS) * 1_000));
  }

  #mayComeBack(code: number): boolean {
    const reason = reasonOf(code);
    return reason === undefined || PASSING.has(reason);
  }

  #greet(): void {
    this.#failures = 0;
    this.#heardAt = performance.now();
    this.#socket.send(JSON.stringify({ type: "hello", version: RACE_PROTOCOL }));
  }

  #lose(code: number): void {
    this.#failures += 1;
    this.#greeted = false;
    if (this.#closed.signal.aborted) return;
    const ended = this.#mayComeBack(code) ? this.#view.ended : (reasonOf(code) ?? null);
    const connection = this.#view.connection === "connecting" ? "connecting" : "lost";
    this.#change({ ...this.#view, connection, ended });
  }

  #receive(message: ServerMessage): void {
    const now = performance.now();
    this.#heardAt = now;
    const latency = Number.isFinite(this.#latency) ? this.#latency : 0;
    const next = afterMessage(this.#view, message, now, latency);
    if (message.type === "welcome") this.#welcome(message);
    else if (message.type === "pong") this.#measure(message.id, now);
    else if (message.type === "ack") {
      const log = this.#batches.acknowledge(message, this.#run?.keys ?? []);
      if (log) this.#restore(log);
    } else if (message.type === "claim") this.#onClaim(message, next);
    else if (message.type === "rematch") keepTicket(message.code, message.ticket);
    this.#change(next);
  }

  #welcome({ resume, race }: Extract<ServerMessage, { type: "welcome" }>): void {
    this.#greeted = true;
    if (this.#address) this.#address = { ...this.#address, ticket: resume };
    keepTicket(this.#code, resume);
    for (let n = 0; n < PINGS; n += 1) this.#ping();
    if (!race?.own) return;
    const log = this.#run?.keys ?? [];
    const resumed = this.#batches.resume(race.own, log);
    if (JSON.stringify(resumed) !== JSON.stringify(log)) this.#restore(resumed);
    for (const batch of this.#batches.waiting) this.#send(batch);
  }

  #restore(log: KeyPress[]): void {
    this.#sentEnd = false;
    this.#onRestore(log);
  }

  #send(message: ClientMessage): boolean {
    if (!this.#greeted || this.#socket.readyState !== this.#socket.OPEN) return false;
    return this.#socket.send(JSON.stringify(message));
  }

  #ping(): void {
    this.#pinged += 1;
    if (this.#send({ type: "ping", id: this.#pinged })) {
      this.#pings.set(this.#pinged, performance.now());
    }
  }

  #measure(id: number, now: number): void {
    const sentAt = this.#pings.get(id);
    this.#pings.delete(id);
    if (sentAt !== undefined) this.#latency = Math.min(this.#latency, (now - sentAt) / 2);
  }

  /** Finds out whether the socket is still there: phones drop it without a word. */
  #probe(): void {
    const asked = performance.now();
    this.#probedAt = asked;
    this.#ping();
    setTimeout(() => {
      if (!this.#closed.signal.aborted && this.#heardAt < asked) this.#reconnect();
    }, ANSWER_MS);
  }

  #reconnect(): void {
    this.#greeted = false;
    if (this.#view.ended === null && this.#view.connection !== "connecting")
      this.#socket.reconnect();
  }

  /** Ten times a second: sends what was typed, and notices a socket that is dead. */
  #beat(): void {
    const { race, finished } = this.#view;
    if (!race || finished || !this.#greeted) return;
    const silentSince = Math.max(this.#heardAt, this.#probedAt);
    if (performance.now() - silentSince > SILENCE_MS) this.#probe();
    this.#flush();
  }

  #flush(): void {
    const run = this.#run;
    if (!run || this.#sentEnd || !this.#greeted || this.#view.finished) return;
    const isDue = performance.now() - this.#sentAt >= HEARTBEAT_MS;
    if (!isDue && !run.state.over && !this.#batches.hasNew(run.keys)) return;
    // So that no further key is earlier than the batch.
    run.wake();
    const { over, now } = run.state;
    const isQuit = over?.outcome === "quit";
    for (const batch of this.#batches.cut(run.keys, over?.at ?? now, isQuit)) this.#send(batch);
    this.#sentAt = performance.now();
    this.#sentEnd = over !== null;
  }
}
