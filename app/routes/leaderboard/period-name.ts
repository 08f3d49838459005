import type { BoardType } from "../../contracts/leaderboard.ts";
import { dayName } from "../../ui/text/format.ts";

const DAY = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Returns the number of the ISO week that begins on `monday`. A week belongs to the year of its Thursday. */
export function weekNumber(monday: string): number {
  const thursday = new Date(Date.parse(monday) + 3 * DAY);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday.getTime() - newYear) / (7 * DAY));
}

/** Writes the days of a week: `16–22 Nov 2026`, `30 Nov – 6 Dec 2026`. */
export function weekDays(monday: string): string {
  const [from, to] = [dayName(monday), dayName(isoDay(Date.parse(monday) + 6 * DAY))];
  const [day, month, year] = from.split(" ");
  const [, lastMonth, lastYear] = to.split(" ");
  if (year !== lastYear) return `${from} – ${to}`;
  return month === lastMonth ? `${day}–${to}` : `${day} ${month} – ${to}`;
}

/** Names the period that begins on `start`: `Sun 22 Nov 2026`, `Week 47`. */
export function periodName(type: BoardType, start: string): string {
  if (type === "all_time") return "All time";
  if (type === "weekly") return `Week ${weekNumber(start)}`;
  return `${WEEKDAYS[new Date(start).getUTCDay()]} ${dayName(start)}`;
}
