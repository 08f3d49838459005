/** The open public rooms, as they announce themselves, and which of them fit somebody. */
import type { RaceRoom } from "../../contracts/race-protocol.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { newSkill, shownRating } from "./ratings.ts";

/** A room as it announced itself. */
export interface Announcement {
  room: RaceRoom;
  /** The rating of its maker in its language; null for guests and before a first race. */
  rating: number | null;
}

export interface Announced extends Announcement {
  at: number;
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
  /** Public rooms that wait for racers. */
  open: number;
  /** Races that go on, in all rooms. */
  running: number;
}

/** The calls of the lobby. */
export interface LobbyCalls {
  announce(announcement: Announcement): Promise<void>;
  withdraw(code: string): Promise<void>;
  /** Returns the open rooms, the fullest first. */
  list(): Promise<RaceRoom[]>;
  /** Returns the codes of rooms that fit, the best first. */
  find(wish: Wish): Promise<string[]>;
  /** Notes that a race has begun, and when it is over at the latest; a room that dies cannot say so. */
  began(code: string, until: number): Promise<void>;
  ended(code: string): Promise<void>;
  count(): Promise<RacesNow>;
}

export const isForgotten = ({ at }: Announced, now: number): boolean => now - at > FORGET_MS;

/** True for a public room that somebody can join and would meet somebody in. */
export const isOpenTo = ({ visibility, phase, racers, seats }: RaceRoom): boolean =>
  visibility === "public" &&
  phase === "open" &&
  racers.length < seats &&
  racers.some(({ connected }) => connected);

/** Returns the rooms to list: those that begin soonest have the most racers. */
export const listed = (rooms: readonly Announced[]): RaceRoom[] =>
  rooms
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
    .filter(({ room }) => room.language === language && room.difficulty === difficulty)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, LISTED)
    .map(({ room }) => room.code);
}
