/** The rooms as they announce themselves, which of the open ones fit somebody, and who is in one. */
import type { RaceRoom } from "../../contracts/race-protocol.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import type { Presence } from "../friends/presence.ts";
import { newSkill, shownRating } from "./ratings.ts";
import { viewOf } from "./room/effects.ts";
import type { Room } from "./room/room.ts";

/** A room as it announced itself. */
export interface Announcement {
  room: RaceRoom;
  /** The rating of its maker in its language; null for guests and before a first race. */
  rating: number | null;
  /** The accounts that have a seat and are there. */
  user_ids: string[];
}

export interface Announced extends Announcement {
  at: number;
  /** False since somebody found no seat in it, until it announces itself again. */
  listed: boolean;
}

/** The name of the only lobby. */
export const LOBBY = "lobby";

/** How often an open room announces itself, and for how long that holds: a room that has gone is forgotten. */
export const ANNOUNCE_MS = 30_000;
const FORGET_MS = 3 * ANNOUNCE_MS;

/** The most rooms of a list. */
const LISTED = 50;

export interface Wish {
  language: Language;
  difficulty: Difficulty;
  rating: number | null;
}

/** How many rooms there are at a moment. */
export interface RacesNow {
  /** Rooms that wait for their race, but those by link in which no account waits. */
  open: number;
  /** Races that go on, in all rooms. */
  running: number;
}

/** The calls of the lobby. */
export interface LobbyCalls {
  announce(announcement: Announcement): Promise<void>;
  /** Forgets a room. */
  withdraw(code: string): Promise<void>;
  /** Takes a room off the list of open ones until it announces itself again. */
  unlist(code: string): Promise<void>;
  /** Returns the open rooms, the fullest first. */
  list(): Promise<RaceRoom[]>;
  /** Returns the codes of rooms that fit, the best first. */
  find(wish: Wish): Promise<string[]>;
  /** Returns who of these accounts is in a race. */
  presence(userIds: string[]): Promise<Presence[]>;
  count(): Promise<RacesNow>;
}

/**
 * Returns what a room tells the lobby: while it is open to all, while its race runs, or while an account has a seat in it and
 * is there. Null when there is nothing to tell.
 */
export function announcementOf(room: Room, now: number): Announcement | null {
  const view = viewOf(room, now);
  const there = room.racers.filter(({ connected }) => connected && room.phase !== "finished");
  const user_ids = there.flatMap(({ person }) => person.user_id ?? []);
  if (!isOpenTo(view) && room.phase !== "running" && user_ids.length === 0) return null;
  return { room: view, rating: room.setup.rating, user_ids };
}

/** Returns what of an announcement is news when it changes. Of a room that is not open to all that is its phase and who is there. */
export function newsIn({ room, user_ids }: Announcement): string {
  return JSON.stringify(
    isOpenTo(room) ? { ...room, starts_in_ms: null, ghosts: null } : [room.phase, user_ids],
  );
}

export const isForgotten = ({ at }: Announced, now: number): boolean => now - at > FORGET_MS;

/** True for a public room that somebody can join and would meet somebody in. */
export const isOpenTo = ({ visibility, phase, racers, seats }: RaceRoom): boolean =>
  visibility === "public" &&
  phase === "open" &&
  racers.length < seats &&
  racers.some(({ connected }) => connected);

/** True for a room whose code anybody may see. */
export const isListed = ({ listed, room }: Announced): boolean => listed && isOpenTo(room);

/** Returns the rooms to list: those that begin soonest have the most racers. */
export const listed = (rooms: readonly Announced[]): RaceRoom[] =>
  rooms
    .filter(isListed)
    .map(({ room }) => room)
    .sort((a, b) => b.racers.length - a.racers.length)
    .slice(0, LISTED);

/** Returns the codes of the rooms that fit, those of the nearest rating first. */
export function fitting(
  rooms: readonly Announced[],
  { language, difficulty, rating }: Wish,
): string[] {
  const unknown = shownRating(newSkill());
  const distance = (each: Announced) => Math.abs((each.rating ?? unknown) - (rating ?? unknown));
  return rooms
    .filter(isListed)
    .filter(({ room }) => room.language === language && room.difficulty === difficulty)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, LISTED)
    .map(({ room }) => room.code);
}
