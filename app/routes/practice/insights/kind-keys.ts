/** Names of kinds of token, and the keys by which a drill mends them. */
import type { TokenKind } from "../../../engine/keystrokes/sums.ts";
import type { KeyFigures } from "./figures.ts";

export const KIND_LABELS: Record<TokenKind, string> = {
  bracket: "Brackets",
  operator: "Operators",
  keyword: "Keywords",
  identifier: "Names",
  string: "Strings",
  number: "Numbers",
  comment: "Comments",
};

/** The keys that a kind consists of. Words of all kinds have the same letters. */
const KEYS: Record<TokenKind, RegExp> = {
  bracket: /^[()[\]{}]$/,
  operator: /^[=+\-*/%&|^~!?.,:;<>@]$/,
  keyword: /^[a-z]$/,
  identifier: /^[a-zA-Z_$]$/,
  string: /^['"`]$/,
  number: /^[0-9]$/,
  comment: /^[#/*a-z]$/,
};

const MOST = 3;

/** Returns the keys of a kind that cost most, at most three. @param figures the costliest first */
export const keysOfKind = (kind: TokenKind, figures: Iterable<KeyFigures>): string[] =>
  [...figures]
    .map(({ key }) => key)
    .filter((key) => KEYS[kind].test(key))
    .slice(0, MOST);
