/** The periods of boards: UTC days, ISO weeks (from Monday), and all time. */

import type { BoardType } from "../../contracts/leaderboard.ts";
import { dayOf } from "../db/time.ts";
import { FIRST_DAY, KEPT_DAYS, KEPT_WEEKS } from "./rank/queries.ts";

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

const KEPT = { weekly: KEPT_WEEKS, daily: KEPT_DAYS } as const;

/** The first days of the periods that are kept, the present one first. */
export function keptPeriods(type: BoardType, now: Date): string[] {
  const { start } = periodOf(type, dayOf(now));
  if (type === "all_time") return [start];
  return Array.from({ length: KEPT[type] + 1 }, (_, back) => days(start, -back * LENGTHS[type]));
}
