/** What to do next, and why: the one sentence at the top of the page. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LEAST_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { percent, whole } from "../../../ui/text/format.ts";
import { figuresByKey, type KeyFigures, keysTyped, type Usual, usualOf } from "./figures.ts";

/** `drill` a key that costs much; `measure` more keys first; `even`, because no key costs more than the others. */
export type NextStep =
  | {
      act: "drill";
      key: string;
      lost_ms: number;
      why: string;
      weak_keys: string[];
      /** How often the key must still be hit before its figure is more than an estimate. */
      missing: number;
    }
  | {
      act: "measure";
      keys: number;
      /** The keys that were hit often enough, of those that were hit at all. */
      measured: number;
      met: number;
      /** The key that is measured next. */
      nearest: { key: string; missing: number } | undefined;
    }
  | { act: "even"; keys: number };

/** That no key costs more than the others is said once this share of what was typed is at measured keys. */
const MEASURED_SHARE = 0.9;

const missingOf = ({ presses }: Pick<KeyFigures, "presses">) =>
  Math.max(0, LEAST_PRESSES - presses);

function measureOrEven(figures: readonly KeyFigures[], keys: number): NextStep {
  const hits = (some: readonly KeyFigures[]) => some.reduce((sum, { presses }) => sum + presses, 0);
  const measured = figures.filter(({ isEstimate }) => !isEstimate);
  if (measured.length > 0 && hits(measured) >= MEASURED_SHARE * hits(figures))
    return { act: "even", keys };
  const estimates = figures.filter(({ isEstimate, presses }) => isEstimate && presses > 0);
  const [next] = estimates.sort((a, b) => b.presses - a.presses);
  return {
    act: "measure",
    keys,
    measured: measured.length,
    met: measured.length + estimates.length,
    nearest: next && { key: next.key, missing: missingOf(next) },
  };
}

/** A figure is named as a reason when it is at least this many times the usual. */
const REMARKABLE = 1.1;

/** Returns why a key costs time, as one sentence. */
export function whyText({ mean_ms, error_percentage }: KeyFigures, usual: Usual): string {
  const reasons: string[] = [];
  if (mean_ms !== null && mean_ms >= REMARKABLE * usual.ms)
    reasons.push(`${whole(mean_ms)} ms a press (your usual: ${whole(usual.ms)})`);
  if (error_percentage > 0 && error_percentage >= REMARKABLE * usual.error_percentage)
    reasons.push(
      `${percent(error_percentage)} wrong (your usual: ${percent(usual.error_percentage)})`,
    );
  if (reasons.length === 0) return "Hardly more than your usual, but you need it all the time.";
  return `${reasons.join(", and ")}.`;
}

/** Returns what a player should do next. */
export function nextStep(statistics: TypingStatistics): NextStep {
  const { keys, weak_keys } = statistics;
  const figures = figuresByKey(statistics);
  const worst = figures.get(weak_keys[0] ?? "");
  if (!worst) return measureOrEven([...figures.values()], keysTyped(keys));
  const { key, lost_ms } = worst;
  const why = whyText(worst, usualOf(statistics));
  return { act: "drill", key, lost_ms, why, weak_keys, missing: missingOf(worst) };
}
