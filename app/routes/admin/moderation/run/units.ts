/** Writes the numbers of evidence in units that people use. */
import { whole } from "../../../../ui/text/format.ts";

/** Rounds to `digits` and leaves zeros at the end away: `82.0` as `82`. */
const short = (value: number, digits: number) => String(Number(value.toFixed(digits)));

/** Writes a number with its unit: `112.4 WPM`, `2 000 ms`, `1 key`. */
export function withUnit(value: number, unit: "WPM" | "ms" | "keys"): string {
  if (unit === "keys" && value === 1) return "1 key";
  return `${value >= 1_000 ? whole(value) : short(value, 1)} ${unit}`;
}

/** Writes `0.345` as `34.5%`. */
export const shareOf = (value: number) => `${short(100 * value, 1)}%`;

/** Writes `1.4` as `×1.4`. */
export const times = (value: number) => `×${short(value, 2)}`;

/** Writes a length of time with the unit that fits it: `340 ms`, `12.3 s`, `4 min`, `3 h`. */
export function length(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : `${Math.floor(ms / 3_600_000)} h`;
}
