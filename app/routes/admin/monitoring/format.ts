/** Writes durations, sizes and shares of the monitoring page. */
import { whole } from "../../../ui/text/format.ts";

/** Writes a duration: `0.8 ms`, `42 ms`, `1.32 s`, `17.4 min`. */
export function duration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms >= 60_000) return `${(ms / 60_000).toFixed(1)} min`;
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Writes a size, in powers of 1024 as PostgreSQL counts: `8 kB`, `1.4 GB`. */
export function byteSize(bytes: number): string {
  const sign = bytes < 0 ? "−" : "";
  let scaled = Math.abs(bytes);
  let unit = 0;
  while (scaled >= 1_024 && unit < UNITS.length - 1) {
    scaled /= 1_024;
    unit += 1;
  }
  return `${sign}${scaled >= 10 || unit === 0 ? whole(scaled) : scaled.toFixed(1)} ${UNITS[unit]}`;
}

/** Writes a growth: `+1.2 MB`, `−8 kB`, `0 B`. */
export const growth = (bytes: number | null): string =>
  bytes === null ? "–" : `${bytes > 0 ? "+" : ""}${byteSize(bytes)}`;

/** Writes a share of one: `0.42%`, `99.87%`, `100%`. Never rounds to 0% or 100%. */
export function percentage(part: number | null): string {
  if (part === null) return "–";
  if (part === 0 || part === 1) return `${part * 100}%`;
  return `${Math.min(99.99, Math.max(0.01, part * 100)).toFixed(2)}%`;
}

/** Writes the time of a moment in ISO 8601: `20:55`. */
export const minuteOf = (moment: string) => moment.slice(11, 16);
