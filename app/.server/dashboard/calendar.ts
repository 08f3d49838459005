/** Days of a player: which weeks are shown, and how many days in a row had a run. All UTC. */
import type { ActiveDay, Streak } from "../../contracts/dashboard.ts";
import { dayOf } from "../challenges/day.ts";

const DAY_MS = 86_400_000;
const WEEKS = 53;

const dayAfter = (day: string, days: number) => dayOf(new Date(Date.parse(day) + days * DAY_MS));

/** The Monday of the first of the 53 weeks that end with the one of `today`. */
export function firstDay(today: string): string {
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  return dayAfter(today, -sinceMonday - (WEEKS - 1) * 7);
}

/** @param days in order, each once */
export function streakOf(days: readonly ActiveDay[], today: string): Streak {
  let longest = 0;
  let length = 0;
  let before = "";
  for (const { day } of days) {
    length = before !== "" && dayAfter(before, 1) === day ? length + 1 : 1;
    longest = Math.max(longest, length);
    before = day;
  }
  const goesOn = before === today || (before !== "" && dayAfter(before, 1) === today);
  return { days: goesOn ? length : 0, longest, today: before === today };
}
