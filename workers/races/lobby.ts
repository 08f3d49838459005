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
  type Wish,
} from "../../app/.server/races/lobby.ts";
import type { Bindings } from "../env.ts";

export class RaceLobbyObject extends DurableObject<Bindings> implements LobbyCalls {
  async announce(announcement: Announcement): Promise<void> {
    const { code } = announcement.room;
    if (!isOpenTo(announcement.room)) return this.withdraw(code);
    this.ctx.storage.kv.put<Announced>(code, { ...announcement, at: Date.now() });
  }

  async withdraw(code: string): Promise<void> {
    this.ctx.storage.kv.delete(code);
  }

  async list() {
    return listed(this.#rooms());
  }

  async find(wish: Wish): Promise<string[]> {
    return fitting(this.#rooms(), wish);
  }

  /** Returns the rooms that announced themselves lately, and forgets the others. */
  #rooms(): Announced[] {
    const rooms: Announced[] = [];
    for (const [code, announced] of [...this.ctx.storage.kv.list<Announced>()]) {
      if (isForgotten(announced, Date.now())) this.ctx.storage.kv.delete(code);
      else rooms.push(announced);
    }
    return rooms;
  }
}
