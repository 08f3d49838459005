/** The rules that a snippet's text must meet to be playable. The seed, the API, imports and the editor use them. */

import { type Difficulty, LANGUAGES, type Language } from "../engine/plan.ts";
import { countTokens } from "../engine/tokens.ts";
import { type Diagnostic, MAX_COLUMNS, positionAt } from "./diagnostics.ts";
import { checkSyntax } from "./syntax.ts";

/** The allowed number of lines of code, without blank ones. */
export const LINE_LIMITS: Record<Difficulty, { least: number; most: number }> = {
  EASY: { least: 1, most: 12 },
  NORMAL: { least: 3, most: 6 },
  HARD: { least: 6, most: 12 },
  EXPERT: { least: 12, most: 25 },
};
/** The most errors that are returned for one text. */
export const MAX_DIAGNOSTICS = 10;

const CHARACTER_MESSAGES: Record<string, string> = {
  "\t": "A tab: indent with spaces",
  "\u00a0": "A no-break space: type a plain one",
  "\ufeff": "A byte order mark",
};

function untypeableMessage(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return CHARACTER_MESSAGES[character] ?? `Not every keyboard has this character (U+${code})`;
}

/** Returns an error for each character that cannot be typed, blanks at a line's end, and lines that are too long. */
function checkLayout(text: string): Diagnostic[] {
  return text.split("\n").flatMap((content, index) => {
    const line = index + 1;
    const faults: Diagnostic[] = [];
    const untypeableMatch = /[^\x20-\x7e]/u.exec(content);
    if (untypeableMatch)
      faults.push({
        message: untypeableMessage(untypeableMatch[0]),
        line,
        column: untypeableMatch.index + 1,
      });
    if (content !== content.trimEnd()) {
      faults.push({
        message: "Blanks at the line's end",
        line,
        column: content.trimEnd().length + 1,
      });
    }
    if (content.length > MAX_COLUMNS) {
      faults.push({ message: `More than ${MAX_COLUMNS} columns`, line, column: MAX_COLUMNS + 1 });
    }
    return faults;
  });
}

const codeLines = (text: string) => text.split("\n").filter((line) => line.trim() !== "").length;

function checkLength(text: string, difficulty: Difficulty): Diagnostic[] {
  const { least, most } = LINE_LIMITS[difficulty];
  const lines = codeLines(text);
  if (lines >= least && lines <= most) return [];
  return [{ message: `${difficulty} has ${least} to ${most} lines of code; this has ${lines}` }];
}

const checkParsing = (text: string, language: Language): Diagnostic[] =>
  checkSyntax(text, language)
    .slice(0, MAX_DIAGNOSTICS)
    .map(({ at, message }) => ({ message, ...positionAt(text, at) }));

/** Returns the errors of `text` as a snippet of a language and difficulty; an empty list if it is playable. */
export function checkSnippet(
  text: string,
  language: Language,
  difficulty: Difficulty,
): Diagnostic[] {
  if (countTokens(text) === 0) return [{ message: "Write some code" }];
  const layout = checkLayout(text);
  // Text with untypeable characters rarely parses, so the same error would be returned twice. Text that is far
  // too long is not parsed at all, to save the time.
  const parse =
    layout.length === 0 && codeLines(text) <= LINE_LIMITS.EXPERT.most
      ? checkParsing(text, language)
      : [];
  return [...checkLength(text, difficulty), ...layout, ...parse].slice(0, MAX_DIAGNOSTICS);
}

/** Returns the languages and difficulties in which `text` is playable. */
export function playableAs(
  text: string,
  languages: readonly Language[] = LANGUAGES,
  difficulties: readonly Difficulty[] = ["EASY", "NORMAL", "HARD", "EXPERT"],
): [Language, Difficulty][] {
  if (countTokens(text) === 0 || checkLayout(text).length > 0) return [];
  const fitting = difficulties.filter((difficulty) => checkLength(text, difficulty).length === 0);
  return languages
    .filter((language) => fitting.length > 0 && checkParsing(text, language).length === 0)
    .flatMap((language) =>
      fitting.map((difficulty): [Language, Difficulty] => [language, difficulty]),
    );
}
