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
  type LobbyCalls,
  listed,
  type RacesNow,
  type Wish,
} from "../../app/.server/races/lobby.ts";
import { presentIn } from "../../app/.server/races/presence.ts";
import type { Bindings } from "../env.ts";

export class RaceLobbyObject extends DurableObject<Bindings> implements LobbyCalls {
  /** The rooms by their codes: read from storage when the object wakes, so that no call reads all of them. */
  readonly #rooms: Map<string, Announced>;

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env);
    this.#rooms = new Map(ctx.storage.kv.list<Announced>());
  }

  async announce(announcement: Announcement): Promise<void> {
    this.#put({ ...announcement, at: Date.now(), listed: true });
  }

  async withdraw(code: string): Promise<void> {
    this.#rooms.delete(code);
    this.ctx.storage.kv.delete(code);
  }

  async unlist(code: string): Promise<void> {
    const announced = this.#rooms.get(code);
    if (announced?.listed) this.#put({ ...announced, listed: false });
  }

  async list() {
    return listed(this.#lately());
  }

  async find(wish: Wish): Promise<string[]> {
    return fitting(this.#lately(), wish);
  }

  async count(): Promise<RacesNow> {
    const phases = this.#lately().map(({ room }) => room.phase);
    const open = phases.filter((phase) => phase === "open").length;
    return { open, running: phases.filter((phase) => phase === "running").length };
  }

  async presence(userIds: string[]) {
    return presentIn(this.#lately(), userIds);
  }

  #put(announced: Announced): void {
    const { code } = announced.room;
    this.#rooms.set(code, announced);
    this.ctx.storage.kv.put<Announced>(code, announced);
  }

  /** Returns the rooms that announced themselves lately, and forgets the others. */
  #lately(): Announced[] {
    const now = Date.now();
    for (const [code, announced] of [...this.#rooms]) {
      if (isForgotten(announced, now)) void this.withdraw(code);
    }
    return [...this.#rooms.values()];
  }
}
