/** Limits that the browser keeps and the server checks: of runs and their key logs, and of the code that players bring along. */
import type { Mode } from "./plan.ts";

/** The most keys of a run. The browser ends a run that reaches it, which takes 33 minutes at 120 words a minute. */
export const MAX_KEYS = 20_000;

/** The most keys that the server accepts in any second: more than anybody has ever pressed. */
export const MAX_KEYS_PER_SECOND = 40;

/** What the browser lets through in a second: one less, so that a key at the edge of a second never spoils a log. */
export const SENT_KEYS_PER_SECOND = MAX_KEYS_PER_SECOND - 1;

/** The longest time in milliseconds that a key may have waited for the page. */
export const LONGEST_STALL = 10_000;

/** A day in milliseconds: far longer than any run, and far below what the column's INTEGER holds. */
export const MAX_RUN_MS = 86_400_000;

/** The most lines and characters of a text that a player brings along, stored or not. */
export const MOST_TEXT_LINES = 200;
export const MOST_TEXT_CHARACTERS = 16_000;

/** The time limit of a race in milliseconds, also of one with ghosts. No other mode has one. */
export const RACE_MS = 180_000;

/** True for the modes that have that limit: races of people, and those that are unrated. */
export const isRace = (mode: Mode) => mode === "race" || mode === "ghost_race";

/** The most snippets of a plan: all of a group of the seed, so that a run of ten minutes repeats no line. */
export const SNIPPETS_A_GAME = 48;
