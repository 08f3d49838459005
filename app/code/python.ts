/** What py-ast says of Python, and on top of it what CPython refuses and py-ast does not. */
import { Lexer, parse, TokenType } from "py-ast";
import { literalFaults } from "./python-literals.ts";
import { type Placed, type Text, textOf } from "./python-text.ts";
import { treeFaults } from "./python-tree.ts";
import { nowhere, quoted, type SyntaxFault } from "./words.ts";

type Token = ReturnType<Lexer["tokenize"]>[number];

const isReadable = (code: string) => {
  try {
    new Lexer(code).tokenize();
    return true;
  } catch {
    return false;
  }
};

/** Where in the line from `begin` the string begins that nothing ends: no further is the text made of words. */
function openQuote(code: string, begin: number): number {
  let at = code.indexOf("\n", begin);
  if (at < 0) at = code.length;
  while (at > begin && !isReadable(code.slice(0, at))) at--;
  // Two of the three quotes of a long string are an empty one.
  return /^("""|''')$/.test(code.slice(at - 2, at + 1)) ? at - 2 : at;
}

/** Where the header of a `match` or a `case` ends that has several values, and where its guard begins. */
function severalAfter(
  tokens: Token[],
  text: Text,
): { guard: number | undefined; colon: number } | undefined {
  let depth = 0;
  let several = false;
  let guard: number | undefined;
  for (const token of tokens) {
    if (ENDS.has(token.type)) return undefined;
    if (/^[)\]}]$/.test(token.value)) depth--;
    if (/^[([{]$/.test(token.value)) depth++;
    if (depth > 0) continue;
    if (token.value === ",") several = true;
    if (token.value === "if") guard ??= text.at(token);
    if (token.value === ":") return several ? { guard, colon: text.at(token) } : undefined;
  }
  return undefined;
}

/**
 * py-ast reads one value behind `match`, and one pattern behind `case`. Several are a tuple, and so they get its brackets, in
 * place of blanks where there are some: no line moves, and little of its own one.
 */
function withTuples(code: string): string {
  const text = textOf(code);
  const tokens = new Lexer(code).tokenize();
  let read = 0;
  let written = "";
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const value = tokens[index + 1]?.value ?? "";
    const isHeader = /^(match|case)$/.test(token.value) && (!before || ENDS.has(before.type));
    if (!isHeader || code[text.end(token)] !== " " || !/^[\w"'([{*~-][^=]*$/.test(value)) continue;
    const found = severalAfter(tokens.slice(index + 1), text);
    if (!found) continue;
    const guard = token.value === "case" ? found.guard : undefined;
    const end = guard === undefined ? found.colon : guard - 1;
    const first = text.end(token);
    written += `${code.slice(read, first)}(${code.slice(first + 1, end)})`;
    read = guard ?? end;
  }
  return written + code.slice(read);
}

const ENDS = new Set<string>([TokenType.NEWLINE, TokenType.INDENT, TokenType.DEDENT]);

/** What stands before `at` and is to be given a value: py-ast tells where the value begins. */
function targetBefore(text: Text, at: number): { from: number; to: number } {
  const tokens = new Lexer(text.code).tokenize().filter((token) => text.at(token) < at);
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
  return { from: from ? text.at(from) : at, to: to ? text.end(to) : at };
}

/** The line behind the last ones that can be read without that error; for what is told without any place. */
function lineOf(message: string, code: string): number {
  const lines = code.split("\n");
  const fails = (count: number) => {
    try {
      parse(withTuples(lines.slice(0, count).join("\n")));
      return false;
    } catch (error) {
      return error instanceof Error && error.message === message;
    }
  };
  let line = lines.length;
  while (line > 1 && fails(line - 1)) line--;
  return line;
}

type ParserError = Error & Partial<Placed>;

function told(error: ParserError, text: Text): SyntaxFault {
  const { code } = text;
  // What its words cannot be told apart in has its place only in the sentence, and rarely a column.
  const [place, line, column] = / at line (\d+)(?:, column (\d+))?$/.exec(error.message) ?? [""];
  const said = error.message.slice(0, error.message.length - place.length);
  const begin = text.at({
    lineno: error.lineno ?? (Number(line) || lineOf(said, code)),
    col_offset: 0,
  });
  const known = error.col_offset ?? (column === undefined ? undefined : Number(column));
  if (/^cannot assign to|illegal (expression for augmented|target for)/.test(said)) {
    const { from, to } = targetBefore(text, begin + (known ?? 0));
    return { at: from, message: `Cannot assign to “${quoted(code, from, to)}”` };
  }
  if (known === undefined && said.startsWith("Unterminated")) {
    return { at: openQuote(code, begin), message: said };
  }
  const at = begin + (known ?? /^ */.exec(code.slice(begin))?.[0].length ?? 0);
  const isPlain = /^(invalid syntax|Unexpected (token|character)\b.*)$/.test(said);
  const message = isPlain
    ? nowhere(code, at, "PYTHON")
    : said.replace(/^[a-z](?!-)/, (first) => first.toUpperCase());
  return { at, message };
}

export function pythonFaults(code: string): SyntaxFault[] {
  const text = textOf(code);
  try {
    const literals = literalFaults(new Lexer(code).tokenize(), text);
    if (literals.length > 0) return literals;
    const module = parse(withTuples(code));
    if (module.body.length === 0) return [{ at: 0, message: "Nothing but comments" }];
    return treeFaults(module, text).sort((one, other) => one.at - other.at);
  } catch (error) {
    if (!(error instanceof Error) || /^(Range|Internal)Error$/.test(error.name)) throw error;
    return [told(error, text)];
  }
}
