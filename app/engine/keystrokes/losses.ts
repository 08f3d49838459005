/**
 * What a key costs a player: milliseconds lost per 1,000 keys of a language. It is the one unit by which keys, pairs and
 * kinds of token are compared. docs/figures.md has the formula and an example.
 */
import { isTarget } from "../drills/targets.ts";
import type { KeySum, KeystrokeSums, TokenKind } from "./sums.ts";
import { keyOf, totalOf } from "./sums.ts";

/** What is expected of a key counts as much as this many presses of the player. */
export const VIRTUAL_PRESSES = 30;
/** With fewer presses a figure is an estimate more than a measurement, and is shown in grey. */
export const LEAST_PRESSES = 30;
/** The fewest keys of all players from which something follows. */
const LEAST_POPULATION = 10_000;
/** The fewest times that a key was due from which something follows. */
const LEAST_DUE = 3;
/** The fewest errors from which something follows: one can happen anywhere. */
const LEAST_ERRORS = 2;
/** A key is slow when it takes at least this many times the usual time. */
export const SLOW = 1.25;

export interface Loss {
  presses: number;
  errors: number;
  /** The timed presses, and their mean time; null without one. */
  timed: number;
  mean_ms: number | null;
  /** Milliseconds lost per 1,000 keys of the language; negative for a key that gains time beside the others. */
  lost_ms: number;
}

/** What is known of a player in general, or of all players. */
interface Level {
  /** The mean time of a timed press. */
  ms: number;
  /** Errors a press. */
  errors: number;
}

const perPress = (sum: number, presses: number) => (presses > 0 ? sum / presses : 0);

const levelOf = ({ presses, errors, timed, ms }: KeySum): Level => ({
  ms: perPress(ms, timed),
  errors: perPress(errors, presses),
});

/** Returns a key's own level, moved towards `expected` as if that had been `VIRTUAL_PRESSES` more presses. */
const shrink = ({ presses, errors, timed, ms }: KeySum, expected: Level): Level => ({
  ms: (ms + VIRTUAL_PRESSES * expected.ms) / (timed + VIRTUAL_PRESSES),
  errors: (errors + VIRTUAL_PRESSES * expected.errors) / (presses + VIRTUAL_PRESSES),
});

/**
 * Returns what to expect of a player at a key: the player's own level, times what the key is to all players beside their
 * own level. That is shrunk too, because a rare key has few presses even of everybody.
 */
function expectedAt(own: Level, all: Level, key: KeySum | undefined): Level {
  if (!key) return own;
  const { ms, errors } = shrink(key, all);
  return {
    ms: own.ms * (all.ms > 0 ? ms / all.ms : 1),
    errors: own.errors * (all.errors > 0 ? errors / all.errors : 1),
  };
}

/** Returns an estimated cost with the sign of what was measured. */
const onSideOf = (measured: number, estimate: number): number =>
  measured > 0 ? Math.max(0, estimate) : Math.min(0, estimate);

type Sums = Pick<KeystrokeSums, "keys" | "pairs" | "kinds" | "recovery_ms">;

/** The losses of a player in one language. */
export interface Losses {
  keys: (Loss & { key: string })[];
  pairs: (Loss & { pair: string })[];
  token_kinds: (Loss & { kind: TokenKind })[];
  /** The mean time from an error to the next hit; null without an error. */
  recovery_ms: number | null;
  /** The mean time of a timed press, from which losses are counted; null without one. */
  usual_ms: number | null;
}

/**
 * Returns a player's losses, the largest first. @param population the sums of all players in the language
 */
export function lossesOf(sums: Sums, population: Pick<KeystrokeSums, "keys" | "kinds">): Losses {
  const total = totalOf(sums);
  const all = totalOf(population);
  const own = levelOf(total);
  const everyone = levelOf(all);
  const recovery = perPress(sums.recovery_ms, total.errors);
  const known = all.presses >= LEAST_POPULATION;

  const costOf = ({ ms, errors }: Level) => ms - own.ms + (errors - own.errors) * recovery;
  const lossOf = (sum: KeySum, share: number, expected: Level): Loss => {
    const mean = sum.timed > 0 ? sum.ms / sum.timed : null;
    const measured = { ms: mean ?? own.ms, errors: sum.errors / Math.max(1, sum.presses) };
    // What is expected makes a cost larger or smaller, and never turns a gain into a loss.
    const cost = onSideOf(costOf(measured), costOf(shrink(sum, expected)));
    return {
      presses: sum.presses,
      errors: sum.errors,
      timed: sum.timed,
      mean_ms: mean,
      lost_ms: total.timed > 0 ? share * 1_000 * cost : 0,
    };
  };
  const shareOf = (sum: KeySum, everyones: KeySum | undefined) =>
    known ? perPress(everyones?.presses ?? 0, all.presses) : perPress(sum.presses, total.presses);
  const expectedLike = (everyones: KeySum | undefined) =>
    known ? expectedAt(own, everyone, everyones) : own;
  const expectedOfKey = (character: string) => expectedLike(population.keys.get(character));

  const keys = [...sums.keys].map(([character, sum]) => ({
    key: keyOf(character),
    ...lossOf(sum, shareOf(sum, population.keys.get(character)), expectedOfKey(character)),
  }));
  const pairs = [...sums.pairs].map(([pair, sum]) => {
    const second = pair.slice(1);
    const ofKey = sums.keys.get(second);
    const expected = expectedOfKey(second);
    // A pair that was hardly typed is expected to be like its second key.
    const likeKey = ofKey ? shrink(ofKey, expected) : expected;
    return { pair, ...lossOf(sum, perPress(sum.presses, total.presses), likeKey) };
  });
  const token_kinds = [...sums.kinds].map(([kind, sum]) => {
    const everyones = population.kinds.get(kind);
    return { kind, ...lossOf(sum, shareOf(sum, everyones), expectedLike(everyones)) };
  });
  const largestFirst = (a: Loss, b: Loss) => b.lost_ms - a.lost_ms;
  return {
    keys: keys.sort(largestFirst),
    pairs: pairs.sort(largestFirst),
    token_kinds: token_kinds.sort(largestFirst),
    recovery_ms: total.errors > 0 ? recovery : null,
    usual_ms: total.timed > 0 ? own.ms : null,
  };
}

/** The most keys that a drill of weak keys mends at once. */
const MOST_WEAK_KEYS = 3;

/**
 * Returns whether a key stands out by what it costs: it is wrong more than once, or clearly slow, so that this is not the
 * chance of a few presses.
 */
export function standsOut(
  { presses, errors, timed, mean_ms, lost_ms }: Loss,
  { usual_ms }: Pick<Losses, "usual_ms">,
): boolean {
  if (lost_ms <= 0 || usual_ms === null || presses + errors < LEAST_DUE) return false;
  const isSlow = timed >= LEAST_DUE && mean_ms !== null && mean_ms >= SLOW * usual_ms;
  return errors >= LEAST_ERRORS || isSlow;
}

/**
 * Returns the keys that cost most, the worst first. One with few presses has to stand out, and one that no drill can mend is
 * left out.
 */
export const weakKeys = ({ keys, usual_ms }: Pick<Losses, "keys" | "usual_ms">): string[] =>
  keys
    .filter(
      (loss) =>
        isTarget(loss.key) &&
        (loss.presses >= LEAST_PRESSES ? loss.lost_ms > 0 : standsOut(loss, { usual_ms })),
    )
    .slice(0, MOST_WEAK_KEYS)
    .map(({ key }) => key);
