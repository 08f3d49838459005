/** Names of kinds of token, and the keys by which a drill mends them. */
import type { TokenKind } from "../../../engine/keystrokes/sums.ts";
import { costly, type KeyFigures } from "./figures.ts";

export const KIND_LABELS: Record<TokenKind, string> = {
  bracket: "Brackets",
  operator: "Operators",
  keyword: "Keywords",
  identifier: "Names",
  string: "Strings",
  number: "Numbers",
  comment: "Comments",
};

/** The keys that stand for a kind. Keywords, names and comments have none: all words have the same letters. */
const KEYS = {
  bracket: /^[()[\]{}]$/,
  operator: /^[=+\-*/%&|^~!?.,:;<>@]$/,
  string: /^['"`]$/,
  number: /^[0-9]$/,
} satisfies Partial<Record<TokenKind, RegExp>>;

/** The kinds that have keys of their own, each with its pattern. */
export type KindOfKey = keyof typeof KEYS;
export const KIND_KEYS = Object.entries(KEYS) as [KindOfKey, RegExp][];
export const KEY_KIND_LABELS: Record<KindOfKey, string> = {
  bracket: "Brackets",
  operator: "Operators",
  string: "Quotes",
  number: "Digits",
};

const MOST = 3;

/** Returns the keys of a kind that cost most, at most three; none if none costs anything. @param figures the costliest first */
export const keysOfKind = (kind: TokenKind, figures: Iterable<KeyFigures>): string[] =>
  costly(figures)
    .map(({ key }) => key)
    .filter((key) => kind in KEYS && KEYS[kind as KindOfKey].test(key))
    .slice(0, MOST);
