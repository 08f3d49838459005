/**
 * The compact form in which key logs are stored. The contract's `[[t, key], …]` would take 75 KB for ten minutes at 120
 * words a minute; this form takes 11 KB there. `keys` has one character for each key. The milliseconds before each key are
 * two base-64 digits, the first in `high` and the second in `low`; from 4,032 ms on, `high` has `_` and `low` five digits.
 * The digits are apart because first digits resemble each other: PostgreSQL compresses them to a fraction, and text in
 * which they alternate with the others not at all (18.6 KB).
 */

import { z } from "zod";
import type { KeyPress } from "../../engine/replay.ts";

/** The form until November 2026: both digits of each gap in a row, and `_` with five digits for a long one. */
const formerKeysSchema = z.strictObject({ keys: z.string(), gaps: z.string() });
type FormerKeys = z.infer<typeof formerKeysSchema>;

const presentKeysSchema = z.strictObject({ keys: z.string(), high: z.string(), low: z.string() });
export type StoredKeys = z.infer<typeof presentKeysSchema>;

export const storedKeysSchema = z.union([presentKeysSchema, formerKeysSchema]);

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
  let high = "";
  let low = "";
  let before = 0;
  for (const [t, key] of log) {
    const gap = t - before;
    keys += NAMES.get(key) ?? key;
    high += gap < SHORT_LIMIT ? toDigits(Math.floor(gap / 64), 1) : LONG;
    low += gap < SHORT_LIMIT ? toDigits(gap % 64, 1) : toDigits(gap, LONG_DIGITS);
    before = t;
  }
  return { keys, high, low };
}

/** Returns a log of the former form in the present one. */
function withoutGaps({ keys, gaps }: FormerKeys): StoredKeys {
  let high = "";
  let low = "";
  for (let at = 0; at < gaps.length; at += gaps[at] === LONG ? 1 + LONG_DIGITS : 2) {
    high += gaps[at];
    low += gaps.slice(at + 1, gaps[at] === LONG ? at + 1 + LONG_DIGITS : at + 2);
  }
  return { keys, high, low };
}

/** Returns the key log of a stored form. */
export function unpackKeys(stored: StoredKeys | FormerKeys): KeyPress[] {
  const { keys, high, low } = "gaps" in stored ? withoutGaps(stored) : stored;
  const log: KeyPress[] = [];
  let t = 0;
  let index = 0;
  let at = 0;
  for (const character of keys) {
    const digit = high[index] ?? "";
    const length = digit === LONG ? LONG_DIGITS : 1;
    const digits = low.slice(at, at + length);
    t += fromDigits(digit === LONG ? digits : digit + digits);
    index += 1;
    at += length;
    log.push([t, CHARACTERS.get(character) ?? character]);
  }
  return log;
}
