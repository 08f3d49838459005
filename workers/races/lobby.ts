/**
 * The Durable Object of the lobby, of which there is one. It has what rooms announce, and rooms do so again and again, so
 * it can be lost.
 */
import { DurableObject } from "cloudflare:workers";
import {
  type Announced,
  type Announcement,
  fitting,
  isForgotten,
  isOpenTo,
  type LobbyCalls,
  listed,
  type RacesNow,
  type Wish,
} from "../../app/.server/races/lobby.ts";
import type { Bindings } from "../env.ts";

/** The keys: of open rooms by their codes, and of running races. */
const OPEN = "open:";
const RUNNING = "running:";

export class RaceLobbyObject extends DurableObject<Bindings> implements LobbyCalls {
  async announce(announcement: Announcement): Promise<void> {
    const { code } = announcement.room;
    if (!isOpenTo(announcement.room)) return this.withdraw(code);
    this.ctx.storage.kv.put<Announced>(OPEN + code, { ...announcement, at: Date.now() });
  }

  async withdraw(code: string): Promise<void> {
    this.ctx.storage.kv.delete(OPEN + code);
  }

  async list() {
    return listed(this.#rooms());
  }

  async find(wish: Wish): Promise<string[]> {
    return fitting(this.#rooms(), wish);
  }

  async began(code: string, until: number): Promise<void> {
    this.ctx.storage.kv.put<number>(RUNNING + code, until);
  }

  async ended(code: string): Promise<void> {
    this.ctx.storage.kv.delete(RUNNING + code);
  }

  async count(): Promise<RacesNow> {
    let running = 0;
    for (const [key, until] of [...this.ctx.storage.kv.list<number>({ prefix: RUNNING })]) {
      if (until < Date.now()) this.ctx.storage.kv.delete(key);
      else running += 1;
    }
    return { open: this.#rooms().length, running };
  }

  /** Returns the rooms that announced themselves lately, and forgets the others. */
  #rooms(): Announced[] {
    const rooms: Announced[] = [];
    for (const [key, announced] of [...this.ctx.storage.kv.list<Announced>({ prefix: OPEN })]) {
      if (isForgotten(announced, Date.now())) this.ctx.storage.kv.delete(key);
      else rooms.push(announced);
    }
    return rooms;
  }
}
