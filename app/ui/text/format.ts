/** Formats numbers and times, the same on the server and in every browser. */

/** `9412` as `9,412`. */
export const whole = (n: number) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");

/** `97.4` as `97.4%`; always one decimal. */
export const percent = (n: number) => `${n.toFixed(1)}%`;

/** `61.62` as `61.6`; always one decimal. */
export const oneDecimal = (n: number) => n.toFixed(1);

/** `210` milliseconds as `210 ms`, and from a second on `4310` as `4.3 s`. */
export const shortTime = (ms: number) =>
  Math.abs(ms) < 1_000 ? `${whole(ms)} ms` : `${oneDecimal(ms / 1_000)} s`;

/** Formats a figure that may not be known, as that of an old run whose keys were not counted: `–` for null. */
export const orUnknown = (n: number | null, format: (n: number) => string) =>
  n === null ? "–" : format(n);

export const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats a moment relative to `now` (both ISO 8601): `just now`, `5 min ago`, `3 h ago`, `2 d ago`, then the day. */
export function since(moment: string, now: string): string {
  const date = new Date(moment);
  const age = Date.parse(now) - date.getTime();
  if (age < MINUTE) return "just now";
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} d ago`;
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  const year = date.getUTCFullYear();
  return year === new Date(now).getUTCFullYear() ? day : `${day} ${year}`;
}

/** Formats a day, `2026-11-22`, as `22 Nov 2026`. */
export function dayName(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** Formats a moment exactly, for a tooltip: `2026-11-22 11:35 UTC`. */
export const exactly = (moment: string) => `${moment.slice(0, 16).replace("T", " ")} UTC`;

/** Formats milliseconds as `1:24`, in full seconds. */
export function clock(t: number): string {
  const seconds = Math.floor(t / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
