/**
 * Numbers, and the escapes within strings.
 * https://docs.python.org/3.13/reference/lexical_analysis.html#literals
 */
import { failAt } from "./syntax-error.ts";

const DIGITS = "[0-9](?:_?[0-9])*";
const EXPONENT = `e[+-]?${DIGITS}`;
const NUMBER = new RegExp(
  [
    "0x(?:_?[0-9a-f])+",
    "0o(?:_?[0-7])+",
    "0b(?:_?[01])+",
    `(?:${DIGITS}\\.(?:${DIGITS})?|\\.${DIGITS})(?:${EXPONENT})?j?`,
    `${DIGITS}${EXPONENT}j?`,
    `${DIGITS}j`,
    "0(?:_?0)*(?![obx])",
    "[1-9](?:_?[0-9])*",
  ].join("|"),
  "iy",
);
/** Matches what may be neither digit nor letter after a number, apart from the words in `1if x else 2`. */
const GLUED = /(?!and|else|for|if|in|is|not|or)[\p{XID_Continue}]/uy;

/** Returns the offset after the number at `at`. */
export function numberEnd(code: string, at: number): number {
  NUMBER.lastIndex = at;
  const end = NUMBER.test(code) ? NUMBER.lastIndex : at;
  GLUED.lastIndex = end;
  if (end === at || GLUED.test(code)) failAt(at, "Not a number of Python");
  return end;
}

/** Returns the offset of the quotes that end a string whose text begins at `from`; -1 without them. */
export function quoteAfter(code: string, from: number, quotes: string): number {
  for (let at = from; at < code.length; at++) {
    const sign = code[at];
    if (sign === "\\") at++;
    else if (sign === quotes[0] && code.startsWith(quotes, at)) return at;
    else if (quotes.length === 1 && (sign === "\n" || sign === "\r")) return -1;
  }
  return -1;
}

const HEX = "[0-9a-fA-F]";
const COMPLETE_ESCAPE = {
  text: new RegExp(
    `\\\\(?:x${HEX}{2}|u${HEX}{4}|U(?:0010|000${HEX})${HEX}{4}|N\\{[^{}]+\\}|[^xuUN])`,
    "y",
  ),
  bytes: new RegExp(`\\\\(?:x${HEX}{2}|[^x])`, "y"),
};

/** Checks that each escape sequence in `code` from `from` to `to` is complete. */
export function checkEscapes(code: string, from: number, to: number, kind: "text" | "bytes"): void {
  const complete = COMPLETE_ESCAPE[kind];
  for (let at = code.indexOf("\\", from); at >= 0 && at < to; at = code.indexOf("\\", at)) {
    // In an f-string, a backslash before a brace ends a text.
    if (at + 1 === to) return;
    complete.lastIndex = at;
    if (!complete.test(code) || complete.lastIndex > to) failAt(at, "This escape is not complete");
    at = complete.lastIndex;
  }
}
