/** Whether the keys that a drill was to mend got better: this drill beside the player's statistics before it. */
import type { TargetFigures } from "../../contracts/practice.ts";
import type { Press } from "../../engine/keystrokes/press.ts";
import { characterOf, sumPresses } from "../../engine/keystrokes/sums.ts";
import { whole } from "../../ui/text/format.ts";

export interface TargetChange {
  /** A key, or a pair. */
  key: string;
  /** The mean times; null without a timed press. */
  before_ms: number | null;
  now_ms: number | null;
  /** Errors in a hundred tries; null before the first. */
  before_percentage: number | null;
  /** In this drill: how often something else was hit, and how often the key was due. */
  errors: number;
  tries: number;
}

/** Returns the targets in their order. One that this drill did not ask for is left out. */
export function targetChanges(
  presses: readonly Press[],
  before: readonly TargetFigures[],
): TargetChange[] {
  const sums = sumPresses(presses);
  return before.flatMap(({ key, presses: hits, errors, mean_ms }) => {
    const now = sums.keys.get(characterOf(key)) ?? sums.pairs.get(key);
    if (!now) return [];
    return {
      key,
      before_ms: mean_ms,
      now_ms: now.timed > 0 ? now.ms / now.timed : null,
      before_percentage: hits + errors > 0 ? (errors / (hits + errors)) * 100 : null,
      errors: now.errors,
      tries: now.presses + now.errors,
    };
  });
}

/** `464 → 394 ms`; without a time before, `394 ms, for the first time`. */
function timeText({ before_ms, now_ms }: TargetChange): string {
  if (now_ms === null) return "no time";
  return before_ms === null
    ? `${whole(now_ms)} ms, for the first time`
    : `${whole(before_ms)} → ${whole(now_ms)} ms`;
}

/** `464 → 394 ms, 8% wrong (10% before)`: what follows the name of the key. */
export function changeText(change: TargetChange): string {
  const { errors, tries, before_percentage } = change;
  const before = before_percentage === null ? "" : ` (${whole(before_percentage)}% before)`;
  return `${timeText(change)}, ${whole((100 * errors) / tries)}% wrong${before}`;
}

/** A smaller change is chance: of the time as a share of it, of errors in points. */
const NOTABLE_SHARE = 0.03;
const NOTABLE_POINTS = 3;

/** Returns 1 for a notable increase, -1 for a notable decrease, otherwise 0. */
const direction = (change: number, notable: number) =>
  Math.abs(change) < notable ? 0 : Math.sign(change);

/** Whether a key got better or worse; undefined where that is chance, unknown, or both: faster with more errors. */
export function toneOf(change: TargetChange): "better" | "worse" | undefined {
  const { before_ms, now_ms, before_percentage, errors, tries } = change;
  const time =
    before_ms === null || now_ms === null ? 0 : direction(now_ms / before_ms - 1, NOTABLE_SHARE);
  const wrong =
    before_percentage === null
      ? 0
      : direction((100 * errors) / tries - before_percentage, NOTABLE_POINTS);
  const sum = time + wrong;
  return sum === 0 ? undefined : sum < 0 ? "better" : "worse";
}
