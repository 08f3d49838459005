/** What the lobby knows of a room: a room tells it when that changes, and again and again, because the lobby may be lost. */
import {
  ANNOUNCE_MS,
  announcementOf,
  type LobbyCalls,
  newsIn,
} from "../../app/.server/races/lobby.ts";
import type { Room } from "../../app/.server/races/room/room.ts";

export class Announcer {
  readonly #lobby: () => LobbyCalls;
  /** What was told last; empty when the room was withdrawn, undefined when nothing is known of it. */
  #told: string | undefined;
  #toldAt = 0;

  constructor(lobby: () => LobbyCalls) {
    this.#lobby = lobby;
  }

  /** Notes that this room is new, so that the lobby cannot know of it. */
  begin(): void {
    this.#told = "";
  }

  /** When the lobby is told again at the latest; Infinity while it knows nothing. */
  get dueAt(): number {
    return this.#told ? this.#toldAt + ANNOUNCE_MS : Number.POSITIVE_INFINITY;
  }

  /** Tells the lobby what is new. */
  async tell(room: Room, now: number): Promise<void> {
    const announcement = announcementOf(room, now);
    const news = announcement ? newsIn(announcement) : "";
    if (news === this.#told && (!news || now < this.dueAt)) return;
    this.#told = news;
    this.#toldAt = now;
    await (announcement
      ? this.#lobby().announce(announcement)
      : this.#lobby().withdraw(room.setup.code));
  }

  /** Makes the lobby forget a room that ends. */
  async withdraw(room: Room): Promise<void> {
    if (this.#told !== "") await this.#lobby().withdraw(room.setup.code);
  }
}
