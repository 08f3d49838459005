/** Sums of presses as the parallel arrays of `keystroke_statistics`. */
import { z } from "zod";
import {
  emptySums,
  type KeySum,
  type KeystrokeSums,
  TOKEN_KINDS,
} from "../../../engine/keystrokes/sums.ts";
import type { Language } from "../../../engine/plan.ts";
import { COMMON_PAIRS } from "./common-pairs.ts";

const counts = z.array(z.int());

/** The summed columns of `keystroke_statistics`. */
export const packedSumsSchema = z.strictObject({
  keys: counts,
  key_presses: counts,
  key_errors: counts,
  key_timed: counts,
  key_ms: counts,
  kind_presses: counts,
  kind_errors: counts,
  kind_timed: counts,
  kind_ms: counts,
  recovery_ms: z.int(),
  pairs: counts,
  pair_errors: counts,
  pair_timed: counts,
  pair_ms: counts,
  confusions: counts,
  confusion_counts: counts,
  days: z.array(z.iso.date()),
  day_correct: counts,
  day_incorrect: counts,
  day_ms: counts,
});
export type PackedSums = z.infer<typeof packedSumsSchema>;

/** Characters from here on are in no pair: `pairs` are SMALLINT, and code is ASCII. */
const ASCII = 128;

const codeOf = (character: string) => character.codePointAt(0) ?? 0;
/** Returns the number of two characters; undefined unless both are ASCII. */
function pairCode(pair: string): number | undefined {
  const [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  return pair.length === 2 && first < ASCII && second < ASCII ? first * ASCII + second : undefined;
}
const pairAt = (code: number) =>
  String.fromCharCode(Math.floor(code / ASCII)) + String.fromCharCode(code % ASCII);

function packed(sums: [code: number, sum: KeySum][]) {
  const entries = sums.sort(([a], [b]) => a - b);
  return {
    codes: entries.map(([code]) => code),
    presses: entries.map(([, sum]) => sum.presses),
    errors: entries.map(([, sum]) => sum.errors),
    timed: entries.map(([, sum]) => sum.timed),
    ms: entries.map(([, sum]) => sum.ms),
  };
}

/** What a run adds to the trend of the day on which it ended. */
export interface DayOfRun {
  correct_keys: number;
  incorrect_keys: number;
  /** Its time in milliseconds. */
  ms: number;
}

/** Returns the sums of one run as `add_keystrokes` takes them. */
export function packSums(
  sums: KeystrokeSums,
  language: Language,
  run: DayOfRun,
): Omit<PackedSums, "days"> {
  const keys = packed([...sums.keys].map(([key, sum]) => [codeOf(key), sum]));
  const pairs = packed(
    [...sums.pairs].flatMap(([pair, sum]): [number, KeySum][] => {
      const code = COMMON_PAIRS[language].has(pair) ? pairCode(pair) : undefined;
      return code === undefined || sum.timed + sum.errors === 0 ? [] : [[code, sum]];
    }),
  );
  const confusions = [...sums.confusions]
    .flatMap(([pair, count]): [number, number][] => {
      const code = pairCode(pair);
      return code === undefined ? [] : [[code, count]];
    })
    .sort(([a], [b]) => a - b);
  const kinds = TOKEN_KINDS.map((kind) => sums.kinds.get(kind));
  return {
    keys: keys.codes,
    key_presses: keys.presses,
    key_errors: keys.errors,
    key_timed: keys.timed,
    key_ms: keys.ms,
    kind_presses: kinds.map((sum) => sum?.presses ?? 0),
    kind_errors: kinds.map((sum) => sum?.errors ?? 0),
    kind_timed: kinds.map((sum) => sum?.timed ?? 0),
    kind_ms: kinds.map((sum) => sum?.ms ?? 0),
    recovery_ms: sums.recovery_ms,
    pairs: pairs.codes,
    pair_errors: pairs.errors,
    pair_timed: pairs.timed,
    pair_ms: pairs.ms,
    confusions: confusions.map(([code]) => code),
    confusion_counts: confusions.map(([, count]) => count),
    day_correct: [run.correct_keys],
    day_incorrect: [run.incorrect_keys],
    day_ms: [run.ms],
  };
}

type SumColumns = Record<"presses" | "errors" | "timed" | "ms", readonly number[]>;

const sumAt = ({ presses, errors, timed, ms }: SumColumns, index: number): KeySum => ({
  presses: presses[index] ?? 0,
  errors: errors[index] ?? 0,
  timed: timed[index] ?? 0,
  ms: ms[index] ?? 0,
});

export type PackedKeys = Omit<
  PackedSums,
  "pairs" | "confusions" | "days" | `${"pair" | "confusion" | "day"}_${string}`
>;

/** Returns the sums of keys and kinds of token of a row. */
export function unpackKeySums(
  row: PackedKeys,
): Pick<KeystrokeSums, "keys" | "kinds" | "recovery_ms"> {
  const keys = {
    presses: row.key_presses,
    errors: row.key_errors,
    timed: row.key_timed,
    ms: row.key_ms,
  };
  const kinds = {
    presses: row.kind_presses,
    errors: row.kind_errors,
    timed: row.kind_timed,
    ms: row.kind_ms,
  };
  return {
    keys: new Map(row.keys.map((code, index) => [String.fromCodePoint(code), sumAt(keys, index)])),
    kinds: new Map(
      TOKEN_KINDS.map((kind, index) => [kind, sumAt(kinds, index)] as const).filter(
        ([, { presses, errors }]) => presses + errors > 0,
      ),
    ),
    recovery_ms: row.recovery_ms,
  };
}

/** Returns all sums of a row; empty ones without a row. */
export function unpackSums(row: PackedSums | null): KeystrokeSums {
  if (!row) return emptySums();
  const pairs = {
    // Of pairs only the timed hits are counted.
    presses: row.pair_timed,
    errors: row.pair_errors,
    timed: row.pair_timed,
    ms: row.pair_ms,
  };
  return {
    ...unpackKeySums(row),
    pairs: new Map(row.pairs.map((code, index) => [pairAt(code), sumAt(pairs, index)])),
    confusions: new Map(
      row.confusions.map((code, index) => [pairAt(code), row.confusion_counts[index] ?? 0]),
    ),
  };
}
