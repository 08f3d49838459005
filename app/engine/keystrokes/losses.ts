/**
 * What a key costs a player: milliseconds lost per 1,000 keys of a language. It is the one unit by which keys, pairs and
 * kinds of token are compared. docs/figures.md has the formula and an example.
 */
import type { KeySum, KeystrokeSums, TokenKind } from "./sums.ts";
import { keyOf, totalOf } from "./sums.ts";

/** The estimate of a key counts as much as so many presses of the player. */
export const VIRTUAL_PRESSES = 30;
/** With fewer presses a figure is an estimate more than a measurement, and is shown in grey. */
export const LEAST_PRESSES = 30;
/** Shares of keys are those of all players from so many presses on. */
const LEAST_POPULATION = 10_000;

export interface Loss {
  presses: number;
  errors: number;
  /** The mean time of a timed press; null without one. */
  mean_ms: number | null;
  /** Milliseconds lost per 1,000 keys of the language; negative for a key that gains time. */
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

/** Returns what to expect of a player at a key: the player's own level, times what the key is to all players. */
function expectedAt(own: Level, all: Level, key: KeySum | undefined): Level {
  if (!key || key.timed === 0 || key.presses === 0 || all.ms === 0 || all.errors === 0) return own;
  const { ms, errors } = levelOf(key);
  return { ms: own.ms * (ms / all.ms), errors: own.errors * (errors / all.errors) };
}

/** Moves what was measured towards what was expected, as if that had been `VIRTUAL_PRESSES` more presses. */
const shrink = ({ presses, errors, timed, ms }: KeySum, expected: Level): Level => ({
  ms: (ms + VIRTUAL_PRESSES * expected.ms) / (timed + VIRTUAL_PRESSES),
  errors: (errors + VIRTUAL_PRESSES * expected.errors) / (presses + VIRTUAL_PRESSES),
});

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

  const lossOf = (sum: KeySum, share: number, expected: Level): Loss => {
    const { ms, errors } = shrink(sum, expected);
    const lost = share * 1_000 * (ms + errors * recovery - own.ms);
    return {
      presses: sum.presses,
      errors: sum.errors,
      mean_ms: sum.timed > 0 ? sum.ms / sum.timed : null,
      lost_ms: total.timed > 0 ? lost : 0,
    };
  };
  const shareOf = (sum: KeySum, everyones: KeySum | undefined) =>
    known ? perPress(everyones?.presses ?? 0, all.presses) : perPress(sum.presses, total.presses);
  const expectedOfKey = (character: string) =>
    expectedAt(own, everyone, population.keys.get(character));

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
    return { kind, ...lossOf(sum, shareOf(sum, everyones), expectedAt(own, everyone, everyones)) };
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

/** Returns the keys that cost most, the worst first: only those that were pressed often enough to say so. */
export const weakKeys = ({ keys }: Pick<Losses, "keys">): string[] =>
  keys
    .filter(({ presses, lost_ms }) => presses >= LEAST_PRESSES && lost_ms > 0)
    .slice(0, MOST_WEAK_KEYS)
    .map(({ key }) => key);
