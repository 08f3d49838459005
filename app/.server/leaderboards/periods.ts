/** The periods of boards: UTC days, ISO weeks (from Monday), and all time. */
import type { BoardType } from "../../contracts/leaderboard.ts";
import { dayOf } from "../challenges/day.ts";
import { FIRST_DAY } from "../ranks/queries.ts";

const DAY_MS = 86_400_000;

/** A period by its first day, `2026-11-16`, and the moment at which the next one begins; all time ends never. */
export interface Period {
  start: string;
  ends_at: string | null;
}

const LENGTHS = { weekly: 7, daily: 1 } as const;

const days = (day: string, count: number) => dayOf(new Date(Date.parse(day) + count * DAY_MS));

/** The period of a type that holds `day`. */
export function periodOf(type: BoardType, day: string): Period {
  if (type === "all_time") return { start: FIRST_DAY, ends_at: null };
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  const start = type === "weekly" ? days(day, -sinceMonday) : day;
  return { start, ends_at: new Date(Date.parse(start) + LENGTHS[type] * DAY_MS).toISOString() };
}
