/** What a drill says about the next one: the key that cost most, and why. */
import { STEADY_ACCURACY } from "../../engine/accuracy.ts";
import { lossesOf, SLOW, standsOut } from "../../engine/keystrokes/losses.ts";
import type { Press } from "../../engine/keystrokes/press.ts";
import { emptySums, sumPresses } from "../../engine/keystrokes/sums.ts";
import { plural } from "../../ui/text/plural.ts";
import type { Kind } from "./choice.ts";

export interface Costliest {
  key: string;
  /** How often it was due and hit, and how often something else was hit in its place. */
  presses: number;
  errors: number;
  /** The mean time of its timed presses; null without one. */
  mean_ms: number | null;
  usual_ms: number;
}

/** Returns the key that cost most time in a drill; undefined if none stands out. */
export function costliestOf(presses: readonly Press[]): Costliest | undefined {
  const { keys, usual_ms } = lossesOf(sumPresses(presses), emptySums());
  if (usual_ms === null) return undefined;
  const found = keys.find((loss) => standsOut(loss, { usual_ms }));
  return found && { ...found, usual_ms };
}

/** Says why a key is worth a drill, as what follows its name. */
export function costText({ presses, errors, mean_ms, usual_ms }: Costliest): string {
  const reasons: string[] = [];
  if (errors > 0) {
    reasons.push(
      `${errors} wrong ${plural(errors, "key")} for ${presses} right ${plural(presses, "one")}`,
    );
  }
  if (mean_ms !== null && mean_ms >= SLOW * usual_ms) {
    reasons.push(`${Math.round(mean_ms)} ms each where your others take ${Math.round(usual_ms)}`);
  }
  return `cost you most time: ${reasons.join(", and ")}.`;
}

export interface Advice {
  /** The key that a drill should mend; undefined if none stands out. */
  key?: string;
  /** What to do, and why; it follows the name of the key. */
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

/** Returns what to do after a drill, and why. @param guest cannot drill chosen keys */
export function adviceOf(
  presses: readonly Press[],
  accuracy: number,
  { kind, targets }: { kind: Kind; targets: readonly string[] },
  guest: boolean,
): Advice {
  const costliest = costliestOf(presses);
  if (costliest) {
    const { key } = costliest;
    const again = targets.includes(key) ? "Drill it once more" : "Drill it next";
    const how = guest
      ? "With an account you can drill it, in code that is rich in it."
      : `${again}, in code that is rich in it.`;
    return { key, text: `${costText(costliest)} ${how}` };
  }
  if (accuracy < STEADY_ACCURACY)
    return {
      text: "No key stands out, but one in twenty was wrong, or more: type the next one slower.",
    };
  return { text: withoutKey(kind, guest) };
}
