/** The calendar of played days. All days are UTC. */
import { DAY_MS, dayOf } from "../../db/time.ts";

const WEEKS = 53;

const dayAfter = (day: string, days: number) => dayOf(new Date(Date.parse(day) + days * DAY_MS));

/** Returns the Monday of the first of the 53 weeks that end with the one of `today`. */
export function firstDay(today: string): string {
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  return dayAfter(today, -sinceMonday - (WEEKS - 1) * 7);
}
