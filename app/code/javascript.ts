/** Finds syntax errors in JavaScript, JSX and TypeScript with @babel/parser. */
import { type ParseError, type ParserOptions, parse } from "@babel/parser";
import { type Dialect, type SyntaxDiagnostic, unexpectedMessage } from "./messages.ts";
import { meteredText } from "./metered-text.ts";

/** What Babel's parser reads. */
export type JavaScriptDialect = Exclude<Dialect, "PYTHON">;

const PLUGINS: Record<JavaScriptDialect, NonNullable<ParserOptions["plugins"]>> = {
  JAVASCRIPT: [],
  REACT: ["jsx"],
  TYPESCRIPT: ["typescript", "decorators", "decoratorAutoAccessors"],
  TSX: ["jsx", "typescript", "decorators", "decoratorAutoAccessors"],
};

/** A snippet is part of a module, and may be the body of a function that uses names defined elsewhere. */
const FRAGMENT: ParserOptions = {
  sourceType: "module",
  allowReturnOutsideFunction: true,
  allowYieldOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowNewTargetOutsideFunction: true,
  allowUndeclaredExports: true,
  attachComment: false,
  tokens: true,
};

/**
 * How often the parser may read a character. It tries `<a>(b)` in TypeScript as a generic function, as a type assertion
 * and as an element, so each level of nesting doubles its time: twenty took 6.7 s. Files without such levels take 2.2
 * reads a character, and a file of 4,000 characters that uses up all its reads takes 27 ms.
 */
const READS_A_CHARACTER = 5;
/** Lets a short text nest such an ambiguity seven times. */
const MIN_READS = 4_000;

/** The most errors about repeated labels that the parser may look for; each takes it about 30 µs. */
const MAX_REPETITIONS = 400;
/** Matches a name before a colon, with a comment in between or without. */
const NAME_BEFORE_COLON = /(?<![\w$])([\w$]+)(?:\s|\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/)*:/g;

/**
 * Returns whether the parser may go on after an error. It then reports each label once for each label of the same name
 * around it: 4,000 characters of `a:` are two million errors. Keys of objects look like labels, so code with thirty
 * equal keys gets its first error alone.
 */
function canRecover(code: string): boolean {
  // Escaped characters give a name many spellings.
  const isEscaped = code.includes("\\u");
  const counts = new Map<string, number>();
  let repetitions = 0;
  for (const [, name = ""] of code.matchAll(NAME_BEFORE_COLON)) {
    const key = isEscaped ? "" : name;
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    repetitions += before;
  }
  return repetitions <= MAX_REPETITIONS;
}

/** The text of tokens for which the parser uses its own names. */
const TOKEN_NAMES: Record<string, string> = { jsxTagEnd: ">", jsxTagStart: "<", jsxName: "a name" };

function toDiagnostic(error: ParseError, code: string, language: Dialect): SyntaxDiagnostic {
  const text = error.message.replace(/ \(\d+:\d+\)$/, "");
  const unexpected = (at: number, expected?: string) => ({
    at,
    message: unexpectedMessage(code, at, language, expected && (TOKEN_NAMES[expected] ?? expected)),
  });
  // If the message names the token, the position is the one after the token.
  const named = /^Unexpected token '(.+)'\.$/.exec(text)?.[1];
  if (named) return unexpected(error.pos - named.length);
  const plain = /^Unexpected token(?:, expected "(.+)")?$/.exec(text);
  if (/^Unexpected character '/.test(text)) return unexpected(error.pos);
  // For another language's syntax the parser's message advises on plugins.
  if (plain || /^Missing(OneOf)?Plugins?$/.test(error.reasonCode)) {
    return unexpected(error.pos, plain?.[1]);
  }
  return { at: error.pos, message: text.replace(/\.$/, "") };
}

interface RegExpToken {
  start: number;
  type: { label: string };
  value: { pattern: string; flags: string };
}

/** Returns an error for an invalid regular expression, which the parser leaves to the JavaScript engine. */
function checkRegExp({ start, value }: RegExpToken): SyntaxDiagnostic[] {
  try {
    new RegExp(value.pattern, value.flags);
    return [];
  } catch {
    return [{ at: start, message: "Not a regular expression" }];
  }
}

/** Returns the tree of `code`. @throws a RangeError for code that takes the parser too long; SyntaxErrors */
export function parseJavaScript(code: string, language: JavaScriptDialect) {
  const text = meteredText(code, MIN_READS + READS_A_CHARACTER * code.length);
  return parse(text, {
    ...FRAGMENT,
    plugins: PLUGINS[language],
    errorRecovery: canRecover(code),
  });
}

/** Returns the syntax errors in `code`, in order. @throws a RangeError for code that takes the parser too long */
export function checkJavaScript(code: string, language: JavaScriptDialect): SyntaxDiagnostic[] {
  try {
    const { errors: all, tokens, program } = parseJavaScript(code, language);
    // TypeScript has parameter decorators; Angular and Nest are built on them.
    const errors = all.filter(({ reasonCode }) => reasonCode !== "UnsupportedParameterDecorator");
    if (program.body.length + program.directives.length === 0) {
      return [{ at: 0, message: "Nothing but comments" }];
    }
    if (errors.length === 0) {
      const regExpTokens = (tokens ?? []) as RegExpToken[];
      return regExpTokens.filter(({ type }) => type?.label === "regexp").flatMap(checkRegExp);
    }
    const diagnostics = errors.map((error) => toDiagnostic(error, code, language));
    return diagnostics.sort((a, b) => a.at - b.at);
  } catch (error) {
    if (error instanceof SyntaxError && "pos" in error) {
      return [toDiagnostic(error as ParseError, code, language)];
    }
    throw error;
  }
}
