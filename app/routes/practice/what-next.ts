/** What a drill says about the next one: the key that costs most, and why. */
import type { TypingStatistics } from "../../contracts/practice.ts";
import { STEADY_ACCURACY } from "../../engine/accuracy.ts";
import { LEAST_PRESSES, lossesOf, SLOW, standsOut } from "../../engine/keystrokes/losses.ts";
import type { Press } from "../../engine/keystrokes/press.ts";
import { emptySums, sumPresses } from "../../engine/keystrokes/sums.ts";
import { keyName } from "../../ui/keyboard/key-names.ts";
import { whole } from "../../ui/text/format.ts";
import type { Kind } from "./choice.ts";
import { type Costliest, costliestOf } from "./costliest.ts";
import { figuresByKey, usualOf } from "./insights/figures.ts";
import { KEY_KIND_LABELS } from "./insights/kind-keys.ts";
import { whyText } from "./insights/next-step.ts";

/** With fewer keys a drill says nothing about them: a fifth of an ordinary one. */
const FEWEST_KEYS = 50;

/** Rare keys are left out of every comparison, so nothing is called the costliest of all. */
const OFTEN_ENOUGH = "of the keys that came often enough to tell";

/** Says why a key, or a kind of key, is worth a drill. */
function reasonsText({ presses, errors, mean_ms, usual_ms }: Costliest): string {
  const reasons: string[] = [];
  if (errors > 0) reasons.push(`${whole((100 * errors) / (presses + errors))}% wrong`);
  if (mean_ms !== null && mean_ms >= SLOW * usual_ms)
    reasons.push(`${whole(mean_ms)} ms each (your usual here: ${whole(usual_ms)} ms)`);
  return reasons.join(", and ");
}

/** Says what a key cost in one drill, as what follows its name. */
export const costText = (costliest: Costliest): string =>
  costliest.kind
    ? `cost you most time in this drill, together: ${reasonsText(costliest)}.`
    : `cost you most time in this drill, ${OFTEN_ENOUGH}: ${reasonsText(costliest)}.`;

export interface Advice {
  /** The keys that a drill should mend; empty if none stands out. */
  keys: string[];
  /** The name of their kind, where they are a kind. */
  kind?: string;
  /** What to do, and why; it follows the keys, or the name of the kind. */
  text: string;
}

/** Says what to do where no key stands out, so that it agrees with the first button of `next-drill.ts`. */
function withoutKey(kind: Kind, guest: boolean): string {
  if (kind === "keys") return "No key stands out any more: go on with code of everything.";
  if (kind === "weak_keys")
    return "No key stands out in this drill. The next one is chosen from all that is known of your keys.";
  if (kind === "own" || kind === "text")
    return "No key stands out. Type it again, or change to other code.";
  return `No key stands out. Type another one${guest ? "" : ": each adds to what is known of your keys"}.`;
}

export interface AdvisedDrill {
  presses: readonly Press[];
  accuracy: number;
  kind: Kind;
  targets: readonly string[];
}

/** Who is advised: a guest cannot drill keys. */
export interface Advised {
  guest: boolean;
  /** All that is known of the player's keys, with this drill; undefined where the drill is all that is known. */
  statistics?: TypingStatistics | undefined;
}

const nothingStandsOut = ({ accuracy, kind }: AdvisedDrill, guest: boolean): Advice => ({
  keys: [],
  text:
    accuracy < STEADY_ACCURACY
      ? "No key stands out, but one in twenty was wrong, or more: type the next one slower."
      : withoutKey(kind, guest),
});

/** Returns the drilled keys that were no trouble in this drill. */
function mended({ presses, targets }: AdvisedDrill): string[] {
  const losses = lossesOf(sumPresses(presses), emptySums());
  return losses.keys
    .filter((loss) => targets.includes(loss.key) && !standsOut(loss, losses))
    .map(({ key }) => key);
}

/** Names the key that insights and the drill of weak keys name too; of what was just drilled, only what is still trouble. */
function adviceOfHistory(drill: AdvisedDrill, statistics: TypingStatistics): Advice {
  const done = mended(drill);
  const key = statistics.weak_keys.find((weak) => !done.includes(weak));
  const figures = figuresByKey(statistics).get(key ?? "");
  if (key === undefined || !figures) return nothingStandsOut(drill, false);
  const verb = figures.presses < LEAST_PRESSES ? "seems to cost" : "costs";
  const before = statistics.weak_keys.slice(0, statistics.weak_keys.indexOf(key)).map(keyName);
  const after = before.length > 0 ? ` after ${before.join(" ")}` : "";
  const again = drill.targets.includes(key) ? "Drill it once more" : "Drill it next";
  return {
    keys: [key],
    text: `${verb} you most so far${after}, ${OFTEN_ENOUGH}: ${whyText(figures, usualOf(statistics))} ${again}, in code that is rich in it.`,
  };
}

/** Returns what to do after a drill, and why. */
export function adviceOf(drill: AdvisedDrill, { guest, statistics }: Advised): Advice {
  const { presses, targets } = drill;
  if (presses.length < FEWEST_KEYS)
    return {
      keys: [],
      text: `${presses.length} keys are too few to say which of them costs you most: that takes ${FEWEST_KEYS}.`,
    };
  if (statistics) return adviceOfHistory(drill, statistics);
  const costliest = costliestOf(presses);
  if (!costliest) return nothingStandsOut(drill, guest);
  const { keys, kind } = costliest;
  const it = kind ? "them" : "it";
  const again = keys.every((key) => targets.includes(key)) ? "once more" : "next";
  const how = guest
    ? `With an account you can drill ${it}, in code that is rich in ${it}.`
    : `Drill ${it} ${again}, in code that is rich in ${it}.`;
  return {
    keys,
    ...(kind && { kind: KEY_KIND_LABELS[kind] }),
    text: `${costText(costliest)} ${how}`,
  };
}
