/**
 * The compact form in which key logs are stored. The contract's `[[t, key], …]` would take 75 KB for ten
 * minutes at 120 words a minute; this form takes a fifth. `keys` has one character for each key. `gaps`
 * has the milliseconds before each key: two base-64 digits, or `_` and five digits from 4,032 ms on.
 */

import { z } from "zod";
import type { KeyPress } from "../../engine/replay.ts";

export const storedKeysSchema = z.strictObject({ keys: z.string(), gaps: z.string() });
export type StoredKeys = z.infer<typeof storedKeysSchema>;

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const LONG = "_";
/** Gaps below this have two digits. From 63 × 64 on the first digit would be `_`, which marks a long gap. */
const SHORT_LIMIT = 63 * 64;
const LONG_DIGITS = 5;

const NAMES = new Map([
  ["Enter", "\n"],
  ["Tab", "\t"],
  ["Escape", "\u001b"],
  ["ArrowUp", "\v"],
]);
const CHARACTERS = new Map([...NAMES].map(([name, character]) => [character, name]));

/** Returns `value` in base 64, with leading zeros. */
function toDigits(value: number, count: number): string {
  let text = "";
  for (let rest = value, i = 0; i < count; i += 1, rest = Math.floor(rest / 64)) {
    text = (DIGITS[rest % 64] ?? "") + text;
  }
  return text;
}

function fromDigits(text: string): number {
  let value = 0;
  for (const digit of text) value = value * 64 + DIGITS.indexOf(digit);
  return value;
}

/** Returns a key log in its stored form. */
export function packKeys(log: readonly KeyPress[]): StoredKeys {
  let keys = "";
  let gaps = "";
  let before = 0;
  for (const [t, key] of log) {
    const gap = t - before;
    keys += NAMES.get(key) ?? key;
    gaps += gap < SHORT_LIMIT ? toDigits(gap, 2) : LONG + toDigits(gap, LONG_DIGITS);
    before = t;
  }
  return { keys, gaps };
}

/** Returns the key log of a stored form. */
export function unpackKeys({ keys, gaps }: StoredKeys): KeyPress[] {
  const log: KeyPress[] = [];
  let t = 0;
  let at = 0;
  for (const character of keys) {
    const long = gaps[at] === LONG;
    const from = long ? at + 1 : at;
    at = from + (long ? LONG_DIGITS : 2);
    t += fromDigits(gaps.slice(from, at));
    log.push([t, CHARACTERS.get(character) ?? character]);
  }
  return log;
}
