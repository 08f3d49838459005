/** In which kind of token the errors of a run gathered. */
import type { ErrorFocus } from "../../../contracts/result-page.ts";
import { isTarget } from "../../../engine/drills/targets.ts";
import type { Press } from "../../../engine/keystrokes/press.ts";
import { characterOf, type KeySum, keyOf, totalOf } from "../../../engine/keystrokes/sums.ts";
import type { Plan } from "../../../engine/plan.ts";
import { counterOf } from "../../games/keystrokes/count.ts";

/** With fewer errors a share of them says nothing. */
const LEAST_ERRORS = 5;
/** In percent of the errors. Two errors in a rare kind are chance. */
const LEAST_SHARE = 20;
const MOST_KEYS = 3;

type Kind = ErrorFocus["kind"];

/** Returns a consumer of the presses of one run, and what it has found. */
export function errorFocusOf(plan: Plan) {
  const counter = counterOf(plan);
  /** Errors by kind and by the character that was due. */
  const missed = new Map<Kind, Map<string, number>>();

  const add = (press: Press) => {
    counter.add(press);
    const { expected, typed, place } = press;
    if (expected === typed) return;
    const kind = place ? counter.kindAt(place) : "blank";
    if (!kind) return;
    const keys = missed.get(kind) ?? new Map<string, number>();
    missed.set(kind, keys.set(expected, (keys.get(expected) ?? 0) + 1));
  };

  const found = (): ErrorFocus | null => {
    const { keys, kinds } = counter.sums;
    const total = totalOf(counter.sums);
    if (total.errors < LEAST_ERRORS || total.presses === 0) return null;
    const sums = new Map<Kind, Pick<KeySum, "presses" | "errors">>(kinds);
    const blanks = [" ", characterOf("Enter")].flatMap((key) => keys.get(key) ?? []);
    sums.set("blank", {
      presses: blanks.reduce((sum, { presses }) => sum + presses, 0),
      errors: blanks.reduce((sum, { errors }) => sum + errors, 0),
    });
    const shares = [...sums].map(([kind, { presses, errors }]) => ({
      kind,
      error_percentage: (errors / total.errors) * 100,
      key_percentage: (presses / total.presses) * 100,
    }));
    const excess = (share: (typeof shares)[number]) =>
      share.error_percentage - share.key_percentage;
    const [worst] = shares
      .filter(({ error_percentage }) => error_percentage >= LEAST_SHARE)
      .sort((a, b) => excess(b) - excess(a));
    if (!worst) return null;
    const worstKeys = [...(missed.get(worst.kind) ?? [])]
      .sort((a, b) => b[1] - a[1])
      .map(([key]) => keyOf(key))
      .filter(isTarget)
      .slice(0, MOST_KEYS);
    return { ...worst, keys: worstKeys };
  };

  return { add, found };
}
