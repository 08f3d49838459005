/** The figures of a drill. docs/figures.md explains them, with examples. */
import type { Press } from "../keystrokes/press.ts";
import { keyAccuracy, standardWpm } from "../typing-speed.ts";

export interface Confusion {
  /** The key that was due, and the one that was pressed. */
  expected: string;
  typed: string;
  count: number;
}

export interface DrillFigures {
  words_per_minute: number;
  raw_words_per_minute: number;
  accuracy_percentage: number;
  consistency: number;
  /** The most frequent first. */
  errors: Confusion[];
}

/**
 * Returns how even times are, from 0 to 100: 100 less the mean deviation from their mean, in percent of it. Without two
 * times it is 0.
 */
export function consistencyOf(times: readonly number[]): number {
  if (times.length < 2) return 0;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const deviation = times.reduce((sum, time) => sum + Math.abs(time - mean), 0) / times.length;
  return Math.max(0, 100 * (1 - deviation / mean));
}

/** Returns what was hit instead of what: the most frequent first, and of those alike by the key that was due. */
export function confusionsOf(presses: readonly Press[]): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { expected, typed } of presses) {
    if (expected === typed) continue;
    const key = `${expected} ${typed}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { expected, typed, count: 1 });
  }
  const names = ({ expected, typed }: Confusion) => `${expected} ${typed}`;
  return [...counts.values()].sort((a, b) => b.count - a.count || (names(a) < names(b) ? -1 : 1));
}

/** Returns the time of a drill: from its first key to its end, since nobody has to begin at once. */
export const drillMs = (presses: readonly Press[], endedAt: number): number =>
  Math.max(0, endedAt - (presses[0]?.t ?? endedAt));

/** Returns the figures of a drill with these presses, which ended at `endedAt`. */
export function drillFigures(presses: readonly Press[], endedAt: number): DrillFigures {
  const ms = drillMs(presses, endedAt);
  const correct = presses.filter(({ expected, typed }) => expected === typed).length;
  return {
    words_per_minute: standardWpm(correct, ms),
    raw_words_per_minute: standardWpm(presses.length, ms),
    accuracy_percentage: keyAccuracy(correct, presses.length - correct),
    consistency: consistencyOf(presses.flatMap(({ ms: time }) => (time === null ? [] : [time]))),
    errors: confusionsOf(presses),
  };
}
