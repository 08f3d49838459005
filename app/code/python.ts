/** Finds syntax errors in Python: those that py-ast reports, and others that CPython raises. */
import { Lexer, parse, TokenType } from "py-ast";
import { quote, type SyntaxDiagnostic, unexpectedMessage } from "./messages.ts";
import { checkLiterals } from "./python-literals.ts";
import { type Located, type SourceText, sourceText } from "./python-text.ts";
import { checkTree } from "./python-tree.ts";

type Token = ReturnType<Lexer["tokenize"]>[number];

/** Matches a complete string, a comment, or a character of neither. A quote alone does not match. */
const COMPLETE =
  /"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|(?!"""|''')(?:"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|#.*|[^"'#]/y;

/** Returns the offset of the unterminated string that begins in the line at `lineStart`. */
function openQuote(code: string, lineStart: number): number {
  COMPLETE.lastIndex = lineStart;
  let at = lineStart;
  while (COMPLETE.test(code)) at = COMPLETE.lastIndex;
  return at;
}

/**
 * Returns the offset of the colon of a `match` or `case` header that has several values, and of its guard;
 * undefined for a header with one value.
 */
function tupleHeader(
  tokens: Token[],
  text: SourceText,
): { guard: number | undefined; colon: number } | undefined {
  let depth = 0;
  let hasComma = false;
  let guard: number | undefined;
  for (const token of tokens) {
    if (ENDS.has(token.type)) return undefined;
    if (/^[)\]}]$/.test(token.value)) depth--;
    if (/^[([{]$/.test(token.value)) depth++;
    if (depth > 0) continue;
    if (token.value === ",") hasComma = true;
    if (token.value === "if") guard ??= text.startOf(token);
    if (token.value === ":") return hasComma ? { guard, colon: text.startOf(token) } : undefined;
  }
  return undefined;
}

/**
 * Puts parentheses around several values after `match` or `case`, because py-ast accepts only one value there.
 * They replace blanks where possible, so that no line and few columns change.
 */
function withTuples(code: string): string {
  const text = sourceText(code);
  const tokens = new Lexer(code).tokenize();
  let copied = 0;
  let result = "";
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const value = tokens[index + 1]?.value ?? "";
    const isHeader = /^(match|case)$/.test(token.value) && (!before || ENDS.has(before.type));
    if (!isHeader || code[text.endOf(token)] !== " " || !/^[\w"'([{*~-][^=]*$/.test(value))
      continue;
    const header = tupleHeader(tokens.slice(index + 1), text);
    if (!header) continue;
    const guard = token.value === "case" ? header.guard : undefined;
    const end = guard === undefined ? header.colon : guard - 1;
    const first = text.endOf(token);
    result += `${code.slice(copied, first)}(${code.slice(first + 1, end)})`;
    copied = guard ?? end;
  }
  return result + code.slice(copied);
}

const ENDS = new Set<string>([TokenType.NEWLINE, TokenType.INDENT, TokenType.DEDENT]);

/** Returns the range of the assignment target before the value at `at`, which is the position that py-ast gives. */
function targetBefore(text: SourceText, at: number): { from: number; to: number } {
  const tokens = new Lexer(text.code).tokenize().filter((token) => text.startOf(token) < at);
  if (/^([^=!<>]*=|:)$/.test(tokens.at(-1)?.value ?? "")) tokens.pop();
  const to = tokens.at(-1);
  let depth = 0;
  let from = to;
  for (const token of tokens.reverse()) {
    if (/^[)\]}]$/.test(token.value)) depth++;
    if (/^[([{]$/.test(token.value)) depth--;
    if (depth < 0 || ENDS.has(token.type)) break;
    if (depth === 0 && /^([;:=]|del|as)$/.test(token.value)) break;
    from = token;
  }
  return { from: from ? text.startOf(from) : at, to: to ? text.endOf(to) : at };
}

/**
 * Returns the first line that makes parsing fail with `message`, for errors without a position from py-ast. The
 * lines before it parse or fail otherwise, so it halves the lines: each attempt parses the code anew.
 */
function failingLine(message: string, code: string): number {
  const lines = code.split("\n");
  const fails = (count: number) => {
    try {
      parse(withTuples(lines.slice(0, count).join("\n")));
      return false;
    } catch (error) {
      return error instanceof Error && error.message === message;
    }
  };
  let parsed = 0;
  let failing = lines.length;
  while (failing - parsed > 1) {
    const middle = Math.floor((parsed + failing) / 2);
    if (fails(middle)) failing = middle;
    else parsed = middle;
  }
  return failing;
}

type ParserError = Error & Partial<Located>;

function toDiagnostic(error: ParserError, text: SourceText): SyntaxDiagnostic {
  const { code } = text;
  // Some errors have their position only in the message, and rarely with a column.
  const [position, line, columnDigits] = / at line (\d+)(?:, column (\d+))?$/.exec(
    error.message,
  ) ?? [""];
  const detail = error.message.slice(0, error.message.length - position.length);
  const lineStart = text.startOf({
    lineno: error.lineno ?? (Number(line) || failingLine(detail, code)),
    col_offset: 0,
  });
  const column =
    error.col_offset ?? (columnDigits === undefined ? undefined : Number(columnDigits));
  if (/^cannot assign to|illegal (expression for augmented|target for)/.test(detail)) {
    const { from, to } = targetBefore(text, lineStart + (column ?? 0));
    return { at: from, message: `Cannot assign to “${quote(code, from, to)}”` };
  }
  if (column === undefined && detail.startsWith("Unterminated")) {
    return { at: openQuote(code, lineStart), message: detail };
  }
  const at = lineStart + (column ?? /^ */.exec(code.slice(lineStart))?.[0].length ?? 0);
  const isGeneric = /^(invalid syntax|Unexpected (token|character)\b.*)$/.test(detail);
  const message = isGeneric
    ? unexpectedMessage(code, at, "PYTHON")
    : detail.replace(/^[a-z](?!-)/, (first) => first.toUpperCase());
  return { at, message };
}

/** Returns the tree of `code`, and the text that its positions refer to: its lines are those of `code`. @throws Errors */
export function parsePython(code: string) {
  const text = withTuples(code);
  return { module: parse(text), text: sourceText(text) };
}

/** Returns the syntax errors in `code`, in order. */
export function checkPython(code: string): SyntaxDiagnostic[] {
  const text = sourceText(code);
  try {
    const literals = checkLiterals(new Lexer(code).tokenize(), text);
    if (literals.length > 0) return literals;
    const { module } = parsePython(code);
    if (module.body.length === 0) return [{ at: 0, message: "Nothing but comments" }];
    return checkTree(module, text).sort((a, b) => a.at - b.at);
  } catch (error) {
    if (!(error instanceof Error) || /^(Range|Internal)Error$/.test(error.name)) throw error;
    return [toDiagnostic(error, text)];
  }
}
