/** What to do next, and why: the one sentence at the top of the page. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { percent, whole } from "../../../ui/text/format.ts";
import { figuresByKey, type KeyFigures, type Usual, usualOf } from "./figures.ts";

/** `drill` a key that costs much; `measure` more keys first; `even`, because no key costs more than the others. */
export type NextStep =
  | { act: "drill"; key: string; lost_ms: number; why: string; weak_keys: string[] }
  | { act: "measure" | "even"; keys: number };

/** A figure is named as a reason from so many times the usual on. */
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
  if (!worst) {
    const isMeasured = [...figures.values()].some(({ isEstimate }) => !isEstimate);
    const presses = keys.reduce((sum, key) => sum + key.presses, 0);
    return { act: isMeasured ? "even" : "measure", keys: presses };
  }
  const { key, lost_ms } = worst;
  return { act: "drill", key, lost_ms, why: whyText(worst, usualOf(statistics)), weak_keys };
}
