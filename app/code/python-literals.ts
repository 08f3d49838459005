/** Numbers and strings that py-ast reads, and Python does not. */
import { type Lexer, TokenType } from "py-ast";
import type { Text } from "./python-text.ts";
import type { SyntaxFault } from "./words.ts";

type Token = ReturnType<Lexer["tokenize"]>[number];

/** https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals */
const DIGITS = "[0-9](?:_?[0-9])*";
const NUMBER = new RegExp(
  `^(?:0x(?:_?[0-9a-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+|0(?:_?0)*|[1-9](?:_?[0-9])*` +
    `|${DIGITS}j|(?:${DIGITS}\\.(?:${DIGITS})?|\\.${DIGITS}|${DIGITS}(?=e))(?:e[+-]?${DIGITS})?j?)$`,
  "i",
);

/** A string's letters before its quotes, and what stands between them. */
function parts(value: string): { prefix: string; body: string } {
  const [, prefix = "", quote = ""] = /^([a-z]*)("""|'''|"|')/i.exec(value) ?? [];
  const body = value.slice(prefix.length + quote.length, value.length - quote.length);
  return { prefix: prefix.toLowerCase(), body };
}

/** Of text and of bytes: each backslash with the digits that it needs. */
const HEX = "[0-9a-fA-F]";
const ESCAPED = {
  text: new RegExp(`^(?:[^\\\\]|\\\\(?:x${HEX}{2}|u${HEX}{4}|U${HEX}{8}|N\\{[^{}]+\\}|[^xuUN]))*$`),
  bytes: new RegExp(`^(?:[^\\\\]|\\\\(?:x${HEX}{2}|[^x]))*$`),
};

function isCutShort(prefix: string, body: string): boolean {
  return !prefix.includes("r") && !ESCAPED[prefix.includes("b") ? "bytes" : "text"].test(body);
}

/** A brace that closes nothing, in a string that takes values. */
function isOverclosed(prefix: string, body: string): boolean {
  let depth = 0;
  for (let at = 0; prefix.includes("f") && at < body.length; at++) {
    const sign = body[at] ?? "";
    if (depth > 0 && /["']/.test(sign)) {
      const end = body.indexOf(sign, at + 1);
      if (end > at) at = end;
    } else if (/[{}]/.test(sign)) {
      // Outside of values two of them are one in the text.
      if (depth === 0 && body[at + 1] === sign) at++;
      else depth += sign === "{" ? 1 : -1;
    }
    if (depth < 0) return true;
  }
  return false;
}

function stringFault(value: string): string | undefined {
  const { prefix, body } = parts(value);
  if (isCutShort(prefix, body)) return "An escape has too few digits";
  return isOverclosed(prefix, body) ? "A brace closes nothing: write it twice" : undefined;
}

function tokenFault(token: Token, before: Token | undefined, text: string): string | undefined {
  if (token.type === TokenType.NUMBER) {
    return NUMBER.test(text) ? undefined : "Not a number of Python";
  }
  if (token.type !== TokenType.STRING) return undefined;
  const isBytes = ({ value }: Token) => parts(value).prefix.includes("b");
  if (before?.type === TokenType.STRING && isBytes(before) !== isBytes(token)) {
    return "Bytes and text do not join";
  }
  return stringFault(text);
}

export function literalFaults(tokens: Token[], text: Text): SyntaxFault[] {
  return tokens.flatMap((token, index) => {
    // The token's own value is without the underscores of a number.
    const message = tokenFault(token, tokens[index - 1], text.of(token));
    return message ? [{ at: text.at(token), message }] : [];
  });
}
