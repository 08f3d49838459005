/**
 * Sums over presses. They are only ever added and taken away again, so that the statistics of a player stay exact
 * however runs end, are voided and are deleted.
 */
import type { Place, Press } from "./press.ts";

/** The kinds of token that statistics tell apart. Separators belong to none. */
export const TOKEN_KINDS = [
  "bracket",
  "operator",
  "keyword",
  "identifier",
  "string",
  "number",
  "comment",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export interface KeySum {
  /** Hits. */
  presses: number;
  /** Wrong keys while this key was due. */
  errors: number;
  /** Timed hits, and their time. */
  timed: number;
  ms: number;
}

const emptySum = (): KeySum => ({ presses: 0, errors: 0, timed: 0, ms: 0 });

/** A pair is two keys one after the other: `"=>"` is `>` after `=`. Keys with names stand in a pair as characters. */
export type Pair = string;
const ENTER = "\n";
export const characterOf = (key: string): string => (key === "Enter" ? ENTER : key);
export const keyOf = (character: string): string => (character === ENTER ? "Enter" : character);
export const pairOf = (before: string, key: string): Pair => characterOf(before) + characterOf(key);

/** The sums of one run, one drill, or all of a player in one language. */
export interface KeystrokeSums {
  /** By character (`characterOf`). */
  keys: Map<string, KeySum>;
  pairs: Map<Pair, KeySum>;
  kinds: Map<TokenKind, KeySum>;
  /** What was hit instead of what: the due character and the typed one. */
  confusions: Map<string, number>;
  /** The time from errors to the next hit. Wrong keys in a row share the time from the first of them. */
  recovery_ms: number;
}

export const emptySums = (): KeystrokeSums => ({
  keys: new Map(),
  pairs: new Map(),
  kinds: new Map(),
  confusions: new Map(),
  recovery_ms: 0,
});

function sumOf<Key>(sums: Map<Key, KeySum>, key: Key): KeySum {
  let sum = sums.get(key);
  if (!sum) {
    sum = emptySum();
    sums.set(key, sum);
  }
  return sum;
}

function count(sum: KeySum, { expected, typed, ms }: Press): void {
  if (expected !== typed) {
    sum.errors += 1;
    return;
  }
  sum.presses += 1;
  if (ms === null) return;
  sum.timed += 1;
  sum.ms += ms;
}

/** Adds a press. @param kindAt returns the kind of the token at a place; without it nothing is summed by kind */
export function addPress(
  sums: KeystrokeSums,
  press: Press,
  kindAt?: (place: Place) => TokenKind | undefined,
): void {
  const { expected, typed, before, recovery_ms, place } = press;
  count(sumOf(sums.keys, characterOf(expected)), press);
  if (before !== null) count(sumOf(sums.pairs, pairOf(before, expected)), press);
  const kind = place && kindAt?.(place);
  if (kind) count(sumOf(sums.kinds, kind), press);
  if (expected !== typed) {
    const confusion = pairOf(expected, typed);
    sums.confusions.set(confusion, (sums.confusions.get(confusion) ?? 0) + 1);
  }
  sums.recovery_ms += recovery_ms ?? 0;
}

/** Returns the sums of presses, without those by kind of token. */
export function sumPresses(presses: Iterable<Press>): KeystrokeSums {
  const sums = emptySums();
  for (const press of presses) addPress(sums, press);
  return sums;
}

/** Returns the sum over all keys. */
export function totalOf(sums: Pick<KeystrokeSums, "keys">): KeySum {
  const total = emptySum();
  for (const { presses, errors, timed, ms } of sums.keys.values()) {
    total.presses += presses;
    total.errors += errors;
    total.timed += timed;
    total.ms += ms;
  }
  return total;
}
