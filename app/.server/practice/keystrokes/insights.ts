/** The page that shows a player's statistics of keys. */
import type { CostliestKey } from "../../../contracts/dashboard.ts";
import type { InsightsQuery, TypingStatistics } from "../../../contracts/practice.ts";
import { lossesOf, weakKeys } from "../../../engine/keystrokes/losses.ts";
import { emptySums } from "../../../engine/keystrokes/sums.ts";
import type { Language } from "../../../engine/plan.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { unpackKeySums } from "./packing.ts";
import type { MostTypedKeys } from "./queries.ts";
import { everybodysSums, typingStatistics } from "./service.ts";

/**
 * The costliest of the pairs that are slower than usual, and the most frequent confusions. All of them would be 100 KB for
 * somebody who has typed for years.
 */
const SHOWN_PAIRS = 10;
const SHOWN_CONFUSIONS = 10;
/** A pair that was typed less often is hardly the player's: its figure is that of its second key. */
const LEAST_PAIR_PRESSES = 5;

/** Returns what the page shows, in one round trip. Throws and chooses the language as `typingStatistics` does. */
export async function insights(
  db: Db,
  caller: Caller,
  query: InsightsQuery,
  now: Date,
  otherwise?: Language,
): Promise<TypingStatistics> {
  const statistics = await typingStatistics(db, caller, query, now, otherwise);
  const { pairs, confusions, usual_ms } = statistics;
  const isSlow = (ms: number | null) => ms !== null && usual_ms !== null && ms > usual_ms;
  return {
    ...statistics,
    pairs: pairs
      .filter(
        ({ presses, mean_ms, lost_ms }) =>
          presses >= LEAST_PAIR_PRESSES && Math.round(lost_ms) > 0 && isSlow(mean_ms),
      )
      .slice(0, SHOWN_PAIRS),
    confusions: confusions.slice(0, SHOWN_CONFUSIONS),
  };
}

/** Returns the key that costs a player most in the language that is typed most; null before the first key. */
export function costliestKey(found: MostTypedKeys | null): CostliestKey | null {
  if (!found) return null;
  const { language, sums, population } = found;
  const own = { ...emptySums(), ...unpackKeySums(sums) };
  const losses = lossesOf(own, everybodysSums(population));
  const [worst] = weakKeys(losses);
  const costliest = losses.keys.find(({ key }) => key === worst);
  if (!costliest) return { language, costliest: null };
  const { key, presses, lost_ms } = costliest;
  return { language, costliest: { key, presses, lost_ms } };
}
