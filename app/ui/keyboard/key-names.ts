/** How pages write keys and pairs of keys, and how players write them. */

import { SIGN_NAMES } from "../field/labels.ts";

/** The most keys that a drill mends at once (`contracts/practice.ts`). */
export const MOST_KEYS = 5;

const NAMES: Record<string, string> = { " ": "Space", "\n": "Enter" };
/** A blank inside of a pair, where a word would not be understood. */
const BLANK = "␣";

/** Returns the name of a key or a pair: `{`, `=>`, `Space`, `Enter`, `,␣`. */
export const keyName = (key: string): string => NAMES[key] ?? key.replaceAll(" ", BLANK);

/** Returns the name of a key or a pair for screen readers, which leave out most signs. */
export const spokenName = (key: string): string =>
  key.length > 2 ? key : [...key].map((one) => SIGN_NAMES[one] ?? keyName(one)).join(" ");

/** Returns keys as a player writes them: `{ => Space`. */
export const formatKeys = (keys: readonly string[]): string => keys.map(keyName).join(" ");

export interface KeyList {
  /** Each key once, and at most `MOST_KEYS`. */
  keys: string[];
  /** What is wrong with what was written; undefined if nothing is. */
  problem?: string;
}

/** Returns the key that a word of a list means: one character or two, or a name; undefined for anything else. */
function keyOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (lower === "space") return " ";
  if (lower === "enter") return "Enter";
  const key = word.replaceAll(BLANK, " ");
  return /^[\x20-\x7e]{1,2}$/.test(key) ? key : undefined;
}

/** Reads keys as a player writes them, with blanks between them. */
export function parseKeys(text: string): KeyList {
  const words = text.split(/\s+/).filter(Boolean);
  const keys: string[] = [];
  for (const word of words) {
    const key = keyOf(word);
    if (key === undefined) return { keys, problem: `“${word}” is neither a key nor two in a row` };
    if (!keys.includes(key)) keys.push(key);
  }
  if (keys.length <= MOST_KEYS) return { keys };
  return { keys: keys.slice(0, MOST_KEYS), problem: `At most ${MOST_KEYS} keys at once` };
}
