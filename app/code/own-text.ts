/** What the code of an own text must be: every key of it can be typed, and it parses. The server and the editor use these rules. */
import type { Language } from "../engine/plan.ts";
import { type Diagnostic, positionAt } from "./diagnostics.ts";
import type { Dialect } from "./messages.ts";
import { MAX_DIAGNOSTICS } from "./rules.ts";
import { statementStarts } from "./statements.ts";
import { checkSyntax } from "./syntax.ts";

/** React is read with types: `.tsx` files have them, and they take nothing from `.jsx` files. */
const dialectOf = (language: Language): Dialect => (language === "REACT" ? "TSX" : language);

/**
 * Matches a character that no key log can have, since a key is one character of the Basic Multilingual Plane that shows
 * something: controls and format characters, halves of surrogate pairs, unassigned ones, line separators, marks that
 * stand above another character, and everything beyond the plane.
 */
const UNTYPEABLE = /(?!\t)[\p{C}\p{M}\p{Zl}\p{Zp}\u{10000}-\u{10ffff}]/u;

function untypeableMessage(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  if (/\p{Cc}/u.test(character)) return `A control character (${code}), which no key types`;
  if (/\p{M}/u.test(character)) return `An accent by itself (${code}), which no key types`;
  if (point > 0xffff) return `“${character}” (${code}) is typed by no key`;
  return `An invisible character (${code}), which no key types`;
}

/** Returns an error for the first character of each line that cannot be typed. */
const checkCharacters = (text: string): Diagnostic[] =>
  text.split("\n").flatMap((content, index) => {
    const found = UNTYPEABLE.exec(content);
    if (!found) return [];
    const message = untypeableMessage(found[0]);
    return [{ message, line: index + 1, column: found.index + 1 }];
  });

/**
 * Returns the errors of `text` as an own text; an empty list if it can be played. Tabs, curly quotes, blanks at line
 * ends and long lines are no errors.
 *
 * @param text within the limits of the contract, with LF line ends
 */
export function checkOwnText(text: string, language: Language): Diagnostic[] {
  const untypeable = checkCharacters(text).slice(0, MAX_DIAGNOSTICS);
  // Such a character is often the reason why the text does not parse either.
  if (untypeable.length > 0) return untypeable;
  return checkSyntax(text, dialectOf(language))
    .slice(0, MAX_DIAGNOSTICS)
    .map(({ at, message }) => ({ message, ...positionAt(text, at) }));
}

/** Returns the lines at which a bug may begin, as `statementStarts` does. */
export const ownTextStarts = (text: string, language: Language): number[] =>
  statementStarts(text, dialectOf(language));
