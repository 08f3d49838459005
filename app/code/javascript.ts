/** What @babel/parser says of JavaScript, with JSX or with types. */
import { type ParseError, type ParserOptions, parse } from "@babel/parser";
import type { Language } from "../engine/plan.ts";
import { nowhere, type SyntaxFault } from "./words.ts";

const PLUGINS: Record<Exclude<Language, "PYTHON">, NonNullable<ParserOptions["plugins"]>> = {
  JAVASCRIPT: [],
  REACT: ["jsx"],
  TYPESCRIPT: ["typescript", "decorators", "decoratorAutoAccessors"],
};

/** Of a module; and a snippet may be what stands inside of a function, whose names stand elsewhere. */
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
 * Where TypeScript may be two things: the parser tries `<a>b` as a function and as an assertion, and so takes twice as
 * long for each that stands in another. A thousand would take it for ever.
 */
const AMBIGUOUS =
  /(?:^|[^\w$)\]"'`\s<]|\b(?:return|await|async|yield|typeof|void|case|default|extends|new|throw|in|of))\s*<(?!<)|\binfer\b/g;
const MOST_AMBIGUOUS = 12;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*/g;

function isAmbiguous(code: string): boolean {
  // What stands before a comment, and what looks like a comment and is a string's.
  const counts = [code, code.replace(COMMENTS, "")].map((one) => one.match(AMBIGUOUS)?.length ?? 0);
  return Math.max(...counts) > MOST_AMBIGUOUS;
}

/** What the parser calls by a name of its own. */
const SIGNS: Record<string, string> = { jsxTagEnd: ">", jsxTagStart: "<", jsxName: "a name" };

function told(error: ParseError, code: string, language: Language): SyntaxFault {
  const said = error.message.replace(/ \(\d+:\d+\)$/, "");
  const nothing = (at: number, wanted?: string) => ({
    at,
    message: nowhere(code, at, language, wanted && (SIGNS[wanted] ?? wanted)),
  });
  // A sign that it names stands before the place that it gives.
  const named = /^Unexpected token '(.+)'\.$/.exec(said)?.[1];
  if (named) return nothing(error.pos - named.length);
  const plain = /^Unexpected token(?:, expected "(.+)")?$/.exec(said);
  // Where syntax is another language's, it advises how to configure a build.
  if (plain || /^Missing(OneOf)?Plugins?$/.test(error.reasonCode)) {
    return nothing(error.pos, plain?.[1]);
  }
  return { at: error.pos, message: said.replace(/\.$/, "") };
}

interface RegExpToken {
  start: number;
  type: { label: string };
  value: { pattern: string; flags: string };
}

/** The parser leaves what stands between the slashes to the engine: so does this. */
function regExpFault({ start, value }: RegExpToken): SyntaxFault[] {
  try {
    new RegExp(value.pattern, value.flags);
    return [];
  } catch {
    return [{ at: start, message: "Not a regular expression" }];
  }
}

export function javascriptFaults(
  code: string,
  language: Exclude<Language, "PYTHON">,
): SyntaxFault[] {
  if (language === "TYPESCRIPT" && isAmbiguous(code)) throw new RangeError("Ambiguous too often");
  try {
    const {
      errors: all,
      tokens,
      program,
    } = parse(code, { ...FRAGMENT, plugins: PLUGINS[language] });
    // TypeScript has them: Angular and Nest live by them.
    const errors = all.filter(({ reasonCode }) => reasonCode !== "UnsupportedParameterDecorator");
    if (program.body.length + program.directives.length === 0) {
      return [{ at: 0, message: "Nothing but comments" }];
    }
    if (errors.length === 0) {
      const words = (tokens ?? []) as RegExpToken[];
      return words.filter(({ type }) => type?.label === "regexp").flatMap(regExpFault);
    }
    const faults = errors.map((error) => told(error, code, language));
    return faults.sort((one, other) => one.at - other.at);
  } catch (error) {
    if (error instanceof SyntaxError && "pos" in error) {
      return [told(error as ParseError, code, language)];
    }
    throw error;
  }
}
