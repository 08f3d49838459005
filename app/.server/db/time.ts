/** Times and days: UTC everywhere. */
import { z } from "zod";

/** A time within PostgreSQL's JSON, which writes an offset and microseconds: `2026-01-31T12:00:00.123456+00:00`. */
export const jsonTimeSchema = z.iso.datetime({ offset: true });

/** A time as PostgreSQL writes it where the time zone is UTC, in a column or in JSON. */
const UTC_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?\+00(?::00)?$/;

/**
 * Returns a time of PostgreSQL as the contracts have it, in UTC with milliseconds. A page of the history has 63 of them, and a `Date`
 * takes five times as long.
 *
 * @throws RangeError for another text that is no time, such as `infinity`
 */
export function isoTime(text: string): string {
  const match = UTC_TIME.exec(text);
  if (!match) return new Date(text).toISOString();
  const [, day, time, milliseconds = ""] = match;
  return `${day}T${time}.${milliseconds.padEnd(3, "0")}Z`;
}

/** The length of a UTC day in milliseconds. */
export const DAY_MS = 86_400_000;

/** Returns the UTC day of a time, `2026-01-31`. Challenges and boards go by these days. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** Returns the UTC day of a time, and when the next one begins. */
export function untilTomorrow(time: Date) {
  const day = dayOf(time);
  return { day, ends_at: new Date(Date.parse(day) + DAY_MS).toISOString() };
}

/** Minutes after which a statement that stored a row has committed or failed. */
export const COMMIT_MINUTES = 10;
