/** Finds syntax errors in JavaScript, JSX and TypeScript with @babel/parser. */
import { type ParseError, type ParserOptions, parse } from "@babel/parser";
import type { Language } from "../engine/plan.ts";
import { type SyntaxDiagnostic, unexpectedMessage } from "./messages.ts";

const PLUGINS: Record<Exclude<Language, "PYTHON">, NonNullable<ParserOptions["plugins"]>> = {
  JAVASCRIPT: [],
  REACT: ["jsx"],
  TYPESCRIPT: ["typescript", "decorators", "decoratorAutoAccessors"],
};

/** A snippet is part of a module, and may be the body of a function that uses names defined elsewhere. */
const FRAGMENT: ParserOptions = {
  sourceType: "module",
  allowReturnOutsideFunction: true,
  allowYieldOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowNewTargetOutsideFunction: true,
  allowUndeclaredExports: true,
  errorRecovery: true,
  attachComment: false,
  tokens: true,
};

/**
 * Ambiguous TypeScript: the parser tries `<a>b` as a generic function and as a type assertion, so each level of
 * nesting doubles its time. Code with more than `MAX_AMBIGUOUS` of them is refused.
 */
const AMBIGUOUS =
  /(?:^|[^\w$)\]"'`\s<]|\b(?:return|await|async|yield|typeof|void|case|default|extends|new|throw|in|of))\s*<(?!<)|\binfer\b/g;
const MAX_AMBIGUOUS = 12;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*/g;

function isAmbiguous(code: string): boolean {
  // Counts with and without comments: a comment may hide a `<` from the pattern, and a string may look like a comment.
  const counts = [code, code.replace(COMMENTS, "")].map(
    (text) => text.match(AMBIGUOUS)?.length ?? 0,
  );
  return Math.max(...counts) > MAX_AMBIGUOUS;
}

/** The text of tokens for which the parser uses its own names. */
const TOKEN_NAMES: Record<string, string> = { jsxTagEnd: ">", jsxTagStart: "<", jsxName: "a name" };

function toDiagnostic(error: ParseError, code: string, language: Language): SyntaxDiagnostic {
  const text = error.message.replace(/ \(\d+:\d+\)$/, "");
  const unexpected = (at: number, expected?: string) => ({
    at,
    message: unexpectedMessage(code, at, language, expected && (TOKEN_NAMES[expected] ?? expected)),
  });
  // If the message names the token, the position is the one after the token.
  const named = /^Unexpected token '(.+)'\.$/.exec(text)?.[1];
  if (named) return unexpected(error.pos - named.length);
  const plain = /^Unexpected token(?:, expected "(.+)")?$/.exec(text);
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

/** Returns the syntax errors in `code`, in order. */
export function checkJavaScript(
  code: string,
  language: Exclude<Language, "PYTHON">,
): SyntaxDiagnostic[] {
  if (language === "TYPESCRIPT" && isAmbiguous(code)) throw new RangeError("Ambiguous too often");
  try {
    const {
      errors: all,
      tokens,
      program,
    } = parse(code, { ...FRAGMENT, plugins: PLUGINS[language] });
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
