/** What Python's grammar is made of. */

export type TokenType =
  | "name"
  | "keyword"
  | "number"
  | "string"
  | "operator"
  | "fstring-start"
  | "fstring-text"
  | "fstring-end"
  | "newline"
  | "indent"
  | "dedent"
  | "end"
  | "error";

export interface Token {
  type: TokenType;
  start: number;
  end: number;
  /** The text of a token that has a text of its own, otherwise "". The message of an error. */
  text: string;
}

/** The words that are never names. `match`, `case`, `type` and `_` are names that mean more in some places. */
export const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for " +
    "from global if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

export const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** The deepest that brackets, blocks and functions may be nested; CPython's own limit for brackets. */
export const MAX_DEPTH = 200;
export const TOO_DEEP = "Nested too deeply to be read";
