import type { BoardType } from "../../contracts/leaderboard.ts";
import { dayName } from "../../ui/text/format.ts";

const DAY = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The number of the ISO week that begins on `monday`: its Thursday says to which year it belongs. */
export function weekNumber(monday: string): number {
  const thursday = new Date(Date.parse(monday) + 3 * DAY);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday.getTime() - newYear) / (7 * DAY));
}

/** `16–22 Nov 2026`, with as much of the first day as differs from the last. */
export function weekDays(monday: string): string {
  const [from, to] = [dayName(monday), dayName(dayOf(Date.parse(monday) + 6 * DAY))];
  const [day, month, year] = from.split(" ");
  const [, lastMonth, lastYear] = to.split(" ");
  if (year !== lastYear) return `${from} – ${to}`;
  return month === lastMonth ? `${day}–${to}` : `${day} ${month} – ${to}`;
}

/** A period by its first day: `Sun 22 Nov 2026`, `Week 47`. */
export function periodName(type: BoardType, start: string): string {
  if (type === "all_time") return "All time";
  if (type === "weekly") return `Week ${weekNumber(start)}`;
  return `${WEEKDAYS[new Date(start).getUTCDay()]} ${dayName(start)}`;
}
