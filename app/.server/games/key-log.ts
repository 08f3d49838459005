/**
 * How a key log is kept. The contract's `[[t, key], …]` would take 75 KB for ten
 * minutes at 120 words a minute; this takes a fifth. `keys` is what was pressed,
 * one character each; `gaps` is the milliseconds before each key, two base-64
 * digits each, or `_` and five digits from 4,032 ms on.
 */
import { z } from "zod";

export interface StoredKeys {
  keys: string;
  gaps: string;
}

export const storedKeysSchema = z.strictObject({ keys: z.string(), gaps: z.string() });

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const LONG = "_";
/** A lead digit of `_` would look like a long gap. */
const SHORT_LIMIT = 63 * 64;
const LONG_DIGITS = 5;

const NAMES = new Map([
  ["Enter", "\n"],
  ["Tab", "\t"],
  ["Escape", "\u001b"],
]);
const CHARACTERS = new Map([...NAMES].map(([name, character]) => [character, name]));

function digits(value: number, count: number): string {
  let text = "";
  for (let rest = value, i = 0; i < count; i += 1, rest = Math.floor(rest / 64)) {
    text = (DIGITS[rest % 64] ?? "") + text;
  }
  return text;
}

function parse(text: string): number {
  let value = 0;
  for (const digit of text) value = value * 64 + DIGITS.indexOf(digit);
  return value;
}

export function packKeys(log: readonly KeyPress[]): StoredKeys {
  let keys = "";
  let gaps = "";
  let before = 0;
  for (const [t, key] of log) {
    const gap = t - before;
    keys += NAMES.get(key) ?? key;
    gaps += gap < SHORT_LIMIT ? digits(gap, 2) : LONG + digits(gap, LONG_DIGITS);
    before = t;
  }
  return { keys, gaps };
}

export function unpackKeys({ keys, gaps }: StoredKeys): KeyPress[] {
  const log: KeyPress[] = [];
  let t = 0;
  let at = 0;
  for (const character of keys) {
    const long = gaps[at] === LONG;
    const from = long ? at + 1 : at;
    at = from + (long ? LONG_DIGITS : 2);
    t += parse(gaps.slice(from, at));
    log.push([t, CHARACTERS.get(character) ?? character]);
  }
  return log;
}
