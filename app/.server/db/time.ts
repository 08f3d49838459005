/** PostgreSQL's JSON writes times with an offset and microseconds; everything else here is `…sssZ`. */
export const isoTime = (text: string): string => new Date(text).toISOString();

const DAY_MS = 86_400_000;

/** The UTC day of a time, `2026-01-31`: the days of challenges and boards. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The day of a time, and when the next one begins. */
export function untilTomorrow(time: Date) {
  const day = dayOf(time);
  return { day, ends_at: new Date(Date.parse(day) + DAY_MS).toISOString() };
}
