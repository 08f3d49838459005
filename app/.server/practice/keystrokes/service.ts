/** What a player's fingers do, key by key, beside what everybody's do. */
import type {
  InsightsQuery,
  TargetFigures,
  TypingStatistics,
} from "../../../contracts/practice.ts";
import { type Losses, lossesOf, weakKeys } from "../../../engine/keystrokes/losses.ts";
import {
  characterOf,
  emptySums,
  type KeySum,
  keyOf,
  totalOf,
} from "../../../engine/keystrokes/sums.ts";
import type { Language } from "../../../engine/plan.ts";
import { keyAccuracy, standardWpm } from "../../../engine/typing-speed.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { type PackedSums, unpackKeySums, unpackSums } from "./packing.ts";
import { findSums, type Population } from "./queries.ts";

/** Figures of everybody count when at least this many players are in them, so that they are nobody's own. */
const LEAST_PLAYERS = 5;

/** Returns the first day of the quarter of `now`, in UTC. */
function quarterOf(now: Date): string {
  const month = now.getUTCMonth() - (now.getUTCMonth() % 3);
  return new Date(Date.UTC(now.getUTCFullYear(), month, 1)).toISOString().slice(0, 10);
}

const NOBODY = emptySums();

/** Returns the sums of everybody: of nobody, while the sample is of so few that it is the player or a friend. */
export const everybodysSums = (population: Population | null) =>
  population && population.players >= LEAST_PLAYERS ? unpackKeySums(population) : NOBODY;

/** Returns the losses of a player, as `losses.ts` defines them. */
export const playerLosses = (sums: PackedSums | null, population: Population | null): Losses =>
  lossesOf(unpackSums(sums), everybodysSums(population));

/** Returns the keys that a drill of weak keys mends. */
export const weakKeysOf = (sums: PackedSums | null, population: Population | null) =>
  weakKeys(playerLosses(sums, population));

/** Returns what is known of keys and pairs that a drill is to mend. */
export function targetFigures(
  packed: PackedSums | null,
  targets: readonly string[],
): TargetFigures[] {
  const { keys, pairs } = unpackSums(targets.length > 0 ? packed : null);
  return targets.map((target) => {
    const sum = keys.get(characterOf(target)) ?? pairs.get(target);
    const { presses, errors, timed, ms } = sum ?? { presses: 0, errors: 0, timed: 0, ms: 0 };
    return { key: target, presses, errors, mean_ms: timed > 0 ? ms / timed : null };
  });
}

const errorPercentage = ({ presses, errors }: KeySum) => 100 - keyAccuracy(presses, errors);

function everyone(population: Population | null): TypingStatistics["everyone"] {
  if (!population || population.players < LEAST_PLAYERS) return null;
  const sums = unpackKeySums(population);
  const total = totalOf(sums);
  if (total.timed === 0) return null;
  const isTimed = ([, sum]: [unknown, KeySum]) => sum.timed > 0;
  return {
    usual_ms: total.ms / total.timed,
    accuracy_percentage: keyAccuracy(total.presses, total.errors),
    recovery_ms: total.errors > 0 ? sums.recovery_ms / total.errors : null,
    keys: [...sums.keys].filter(isTimed).map(([key, sum]) => ({
      key: keyOf(key),
      mean_ms: sum.ms / sum.timed,
      error_percentage: errorPercentage(sum),
    })),
    token_kinds: [...sums.kinds].filter(isTimed).map(([kind, sum]) => ({
      kind,
      mean_ms: sum.ms / sum.timed,
      error_percentage: errorPercentage(sum),
    })),
  };
}

function trend(sums: PackedSums | null): TypingStatistics["trend"] {
  if (!sums) return [];
  return sums.days.map((day, index) => {
    const correct = sums.day_correct[index] ?? 0;
    const incorrect = sums.day_incorrect[index] ?? 0;
    return {
      day,
      words_per_minute: standardWpm(correct, sums.day_ms[index] ?? 0),
      accuracy_percentage: keyAccuracy(correct, incorrect),
      keys: correct + incorrect,
    };
  });
}

/**
 * Returns the caller's statistics of keys in one language.
 *
 * @param query without a language, `findSums` chooses one
 * @param otherwise the language of a caller of whom nothing else is known
 * @throws `unauthenticated`
 */
export async function typingStatistics(
  db: Db,
  caller: Caller,
  query: InsightsQuery,
  now: Date,
  otherwise?: Language,
): Promise<TypingStatistics> {
  const found = await findSums(db, caller, query, quarterOf(now), otherwise);
  if (!found) throw inactiveAccount();
  const { language, sums, population } = found;
  const losses = playerLosses(sums, population);
  const confusions = [...unpackSums(sums).confusions]
    .map(([pair, count]) => ({
      expected: keyOf(pair.slice(0, 1)),
      typed: keyOf(pair.slice(1)),
      count,
    }))
    .sort((a, b) => b.count - a.count);
  return {
    language,
    period: query.period,
    keys: losses.keys,
    pairs: losses.pairs,
    token_kinds: losses.token_kinds,
    confusions,
    trend: trend(sums),
    recovery_ms: losses.recovery_ms,
    usual_ms: losses.usual_ms,
    everyone: everyone(population),
    weak_keys: weakKeys(losses),
  };
}
