/** The figures of single keys, and the steps in which the keyboard is coloured. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LEAST_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { oneDecimal, whole } from "../../../ui/text/format.ts";

export interface KeyFigures {
  key: string;
  presses: number;
  mean_ms: number | null;
  error_percentage: number;
  lost_ms: number;
  /** Whether the key was pressed so seldom that its figures are estimates. */
  isEstimate: boolean;
  /** Of everybody; null while that is unknown. */
  everyone: { mean_ms: number; error_percentage: number } | null;
}

/** The player's own level, with which keys are compared. */
export interface Usual {
  ms: number;
  error_percentage: number;
}

const percentage = (part: number, all: number) => (all > 0 ? (part / all) * 100 : 0);

export function usualOf({ keys, usual_ms }: Pick<TypingStatistics, "keys" | "usual_ms">): Usual {
  const presses = keys.reduce((sum, key) => sum + key.presses, 0);
  const errors = keys.reduce((sum, key) => sum + key.errors, 0);
  return { ms: usual_ms ?? 0, error_percentage: percentage(errors, presses + errors) };
}

/** Returns how many keys were pressed, wrong ones too: what "keys" means wherever they are counted. */
export const keysTyped = (keys: TypingStatistics["keys"]): number =>
  keys.reduce((sum, { presses, errors }) => sum + presses + errors, 0);

/** Formats what a key costs. A gain beside the other keys is nothing lost. */
export const lostText = (lost_ms: number): string => whole(Math.max(0, lost_ms));

/** Returns the keys that cost something, the worst first. */
export const costly = (figures: Iterable<KeyFigures>): KeyFigures[] =>
  [...figures].filter(({ lost_ms }) => Math.round(lost_ms) > 0);

/** Returns the figures of every key that was due, by key; the costliest first. */
export function figuresByKey({
  keys,
  everyone,
}: Pick<TypingStatistics, "keys" | "everyone">): Map<string, KeyFigures> {
  const others = new Map(everyone?.keys.map((one) => [one.key, one]));
  return new Map(
    keys.map(({ key, presses, errors, mean_ms, lost_ms }) => [
      key,
      {
        key,
        presses,
        mean_ms,
        lost_ms,
        error_percentage: percentage(errors, presses + errors),
        isEstimate: presses < LEAST_PRESSES,
        everyone: others.get(key) ?? null,
      },
    ]),
  );
}

export const MEASURES = ["speed", "errors"] as const;
export type Measure = (typeof MEASURES)[number];

/** Returns what the keyboard of an address is coloured by. */
export const measureOf = (params: URLSearchParams): Measure =>
  MEASURES.find((one) => one === params.get("view")) ?? "speed";

/** Steps 2 to 5 begin above these shares of the usual. Errors are spread wider than times. */
const BOUNDS: Record<Measure, readonly [number, number, number, number]> = {
  speed: [0.85, 1.1, 1.4, 1.8],
  errors: [0.5, 1, 1.75, 3],
};

/** 0 where nothing was measured, 1 for what is best, 5 for what is worst. */
export type Step = 0 | 1 | 2 | 3 | 4 | 5;

/** Returns the step of a key beside what is usual for the player. */
export function stepOf(figures: KeyFigures | undefined, measure: Measure, usual: Usual): Step {
  if (!figures) return 0;
  const isSpeed = measure === "speed";
  const value = isSpeed ? figures.mean_ms : figures.error_percentage;
  const base = isSpeed ? usual.ms : usual.error_percentage;
  if (value === null) return 0;
  return (1 + BOUNDS[measure].filter((bound) => value > bound * base).length) as Step;
}

/** Returns what each step from 1 to 5 means: `up to 168 ms`, `168 to 218 ms`, … */
export function legendOf(measure: Measure, usual: Usual): string[] {
  const base = measure === "speed" ? usual.ms : usual.error_percentage;
  const format = measure === "speed" ? whole : oneDecimal;
  const unit = measure === "speed" ? " ms" : "%";
  const bounds = BOUNDS[measure].map((bound) => format(bound * base));
  const between = bounds.slice(1).map((to, index) => `${bounds[index]}–${to}${unit}`);
  return [`up to ${bounds[0]}${unit}`, ...between, `over ${bounds.at(-1)}${unit}`];
}

/** Returns the figure that stands on a key. */
export function figureOf(figures: KeyFigures | undefined, measure: Measure): string {
  if (!figures) return "";
  if (measure === "errors") return oneDecimal(figures.error_percentage);
  return figures.mean_ms === null ? "" : whole(figures.mean_ms);
}
