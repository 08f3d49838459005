/** What a room tells the lobby: that it is open to racers, and that its race goes on. */
import { ANNOUNCE_MS, isOpenTo, LOBBY } from "../../app/.server/races/lobby.ts";
import { viewOf } from "../../app/.server/races/room/effects.ts";
import { longestRace, type Room } from "../../app/.server/races/room/room.ts";
import type { Bindings } from "../env.ts";

export class Announcer {
  readonly #env: Bindings;
  readonly #waitUntil: (work: Promise<unknown>) => void;
  /** What the lobby knows of an open room, and since when. */
  #announced = "";
  #announcedAt = 0;
  #isRunning = false;

  constructor(env: Bindings, waitUntil: (work: Promise<unknown>) => void) {
    this.#env = env;
    this.#waitUntil = waitUntil;
  }

  /** When the room has to announce itself again, because the lobby may be lost. */
  get due(): number {
    return this.#announced ? this.#announcedAt + ANNOUNCE_MS : Number.POSITIVE_INFINITY;
  }

  tell(room: Room, now: number): void {
    this.#tellRunning(room);
    if (room.setup.visibility === "public") this.#tellOpen(room, now);
  }

  get #lobby() {
    return this.#env.RACE_LOBBY.getByName(LOBBY);
  }

  #tellRunning({ phase, setup, started_at, limits }: Room): void {
    const isRunning = phase === "running";
    if (isRunning === this.#isRunning) return;
    this.#isRunning = isRunning;
    const until = (started_at ?? 0) + longestRace(limits);
    this.#waitUntil(
      isRunning ? this.#lobby.began(setup.code, until) : this.#lobby.ended(setup.code),
    );
  }

  #tellOpen(room: Room, now: number): void {
    const view = viewOf(room, now);
    const open = isOpenTo(view);
    const text = open ? JSON.stringify({ ...view, starts_in_ms: null }) : "";
    if (text === this.#announced && (!open || now < this.due)) return;
    this.#announced = text;
    this.#announcedAt = now;
    const { rating, code } = room.setup;
    this.#waitUntil(
      open ? this.#lobby.announce({ room: view, rating }) : this.#lobby.withdraw(code),
    );
  }
}
