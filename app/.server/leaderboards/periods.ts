/** The periods of boards: UTC days, ISO weeks (from Monday), and all time. */
import type { BoardType } from "../../contracts/leaderboard.ts";
import { DAY_MS, dayOf } from "../db/time.ts";
import { FIRST_DAY } from "./board-key.ts";

/** A period: its first day, `2026-11-16`, and when the next one begins; null for all time. */
export interface Period {
  start: string;
  ends_at: string | null;
}

const LENGTHS = { weekly: 7, daily: 1 } as const;

const addDays = (day: string, count: number) => dayOf(new Date(Date.parse(day) + count * DAY_MS));

/** Returns the period of a type that contains `day`. */
export function periodOf(type: BoardType, day: string): Period {
  if (type === "all_time") return { start: FIRST_DAY, ends_at: null };
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  const start = type === "weekly" ? addDays(day, -sinceMonday) : day;
  return { start, ends_at: new Date(Date.parse(start) + LENGTHS[type] * DAY_MS).toISOString() };
}

/** How many past weeks and past days have boards. `RETENTION` passes both to the database. */
export const KEPT_WEEKS = 27;
export const KEPT_DAYS = 35;
const KEPT = { weekly: KEPT_WEEKS, daily: KEPT_DAYS } as const;

/** Returns the first days of the periods that are kept, the present one first. */
export function keptPeriods(type: BoardType, now: Date): string[] {
  const { start } = periodOf(type, dayOf(now));
  if (type === "all_time") return [start];
  return Array.from({ length: KEPT[type] + 1 }, (_, back) => addDays(start, -back * LENGTHS[type]));
}
