/** Finds number and string literals that py-ast accepts and CPython does not. */
import { type Lexer, TokenType } from "py-ast";
import type { SyntaxDiagnostic } from "./messages.ts";
import type { SourceText } from "./python-text.ts";

type Token = ReturnType<Lexer["tokenize"]>[number];

/** https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals */
const DIGITS = "[0-9](?:_?[0-9])*";
const NUMBER = new RegExp(
  `^(?:0x(?:_?[0-9a-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+|0(?:_?0)*|[1-9](?:_?[0-9])*` +
    `|${DIGITS}j|(?:${DIGITS}\\.(?:${DIGITS})?|\\.${DIGITS}|${DIGITS}(?=e))(?:e[+-]?${DIGITS})?j?)$`,
  "i",
);

/** Splits a string literal into its prefix (`rb`) and the text between its quotes. */
function parts(value: string): { prefix: string; body: string } {
  const [, prefix = "", quote = ""] = /^([a-z]*)("""|'''|"|')/i.exec(value) ?? [];
  const body = value.slice(prefix.length + quote.length, value.length - quote.length);
  return { prefix: prefix.toLowerCase(), body };
}

const HEX = "[0-9a-fA-F]";
/** Matches text, or bytes, in which every escape sequence is complete. */
const COMPLETE_ESCAPES = {
  text: new RegExp(`^(?:[^\\\\]|\\\\(?:x${HEX}{2}|u${HEX}{4}|U${HEX}{8}|N\\{[^{}]+\\}|[^xuUN]))*$`),
  bytes: new RegExp(`^(?:[^\\\\]|\\\\(?:x${HEX}{2}|[^x]))*$`),
};

function hasShortEscape(prefix: string, body: string): boolean {
  return (
    !prefix.includes("r") && !COMPLETE_ESCAPES[prefix.includes("b") ? "bytes" : "text"].test(body)
  );
}

/** Returns whether an f-string has a `}` without a `{`. */
function hasStrayBrace(prefix: string, body: string): boolean {
  let depth = 0;
  for (let at = 0; prefix.includes("f") && at < body.length; at++) {
    const sign = body[at] ?? "";
    if (depth > 0 && /["']/.test(sign)) {
      const end = body.indexOf(sign, at + 1);
      if (end > at) at = end;
    } else if (/[{}]/.test(sign)) {
      // Outside of a replacement field a doubled brace is a literal one.
      if (depth === 0 && body[at + 1] === sign) at++;
      else depth += sign === "{" ? 1 : -1;
    }
    if (depth < 0) return true;
  }
  return false;
}

/** The deepest braces in an f-string. Its parser reads what is in braces once more for each level. */
const MAX_BRACES = 20;

function hasDeepBraces(prefix: string, body: string): boolean {
  if (!prefix.includes("f")) return false;
  let depth = 0;
  for (const [brace] of body.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth > MAX_BRACES) return true;
  }
  return false;
}

function stringMessage(value: string): string | undefined {
  const { prefix, body } = parts(value);
  if (hasDeepBraces(prefix, body)) return "Braces in braces, too deeply to be read";
  if (hasShortEscape(prefix, body)) return "An escape has too few digits";
  return hasStrayBrace(prefix, body) ? "A brace closes nothing: write it twice" : undefined;
}

function tokenMessage(token: Token, before: Token | undefined, text: string): string | undefined {
  if (token.type === TokenType.NUMBER) {
    return NUMBER.test(text) ? undefined : "Not a number of Python";
  }
  if (token.type !== TokenType.STRING) return undefined;
  const isBytes = ({ value }: Token) => parts(value).prefix.includes("b");
  if (before?.type === TokenType.STRING && isBytes(before) !== isBytes(token)) {
    return "Bytes and text do not join";
  }
  return stringMessage(text);
}

/** Returns the errors in number and string literals. */
export function checkLiterals(tokens: Token[], text: SourceText): SyntaxDiagnostic[] {
  return tokens.flatMap((token, index) => {
    // Reads the source, because the lexer removes the underscores of a number from the token's value.
    const message = tokenMessage(token, tokens[index - 1], text.textOf(token));
    return message ? [{ at: text.startOf(token), message }] : [];
  });
}
