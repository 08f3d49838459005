/**
 * What the text of a snippet must be, so that the game can play it: one set of
 * rules for the seed, the API, imports and the editor.
 */
import { type Difficulty, LANGUAGES, type Language } from "../engine/plan.ts";
import { countTokens } from "../engine/tokens.ts";
import type { Fault } from "./faults.ts";
import { syntaxFaults } from "./syntax.ts";

/** Lines of code, blank ones not counted. */
export const LINES: Record<Difficulty, { least: number; most: number }> = {
  EASY: { least: 1, most: 3 },
  NORMAL: { least: 3, most: 6 },
  HARD: { least: 6, most: 12 },
  EXPERT: { least: 12, most: 25 },
};
export const COLUMNS = 80;
/** What is wrong with one text is told so often at the most. */
const MOST_FAULTS = 10;
/** Line and column of the character at `offset`, from 1. */
function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const NAMES: Record<string, string> = {
  "\t": "A tab: indent with spaces",
  "\u00a0": "A no-break space: type a plain one",
  "\ufeff": "A byte order mark",
};

function untypeable(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return NAMES[character] ?? `Not every keyboard has this character (U+${code})`;
}

/** Characters and lines that cannot be typed, or would not fit. */
function layoutFaults(text: string): Fault[] {
  return text.split("\n").flatMap((content, index) => {
    const line = index + 1;
    const faults: Fault[] = [];
    const strange = /[^\x20-\x7e]/u.exec(content);
    if (strange) faults.push({ message: untypeable(strange[0]), line, column: strange.index + 1 });
    if (content !== content.trimEnd()) {
      faults.push({
        message: "Blanks at the line's end",
        line,
        column: content.trimEnd().length + 1,
      });
    }
    if (content.length > COLUMNS) {
      faults.push({ message: `More than ${COLUMNS} columns`, line, column: COLUMNS + 1 });
    }
    return faults;
  });
}

const codeLines = (text: string) => text.split("\n").filter((line) => line.trim() !== "").length;

function lengthFaults(text: string, difficulty: Difficulty): Fault[] {
  const { least, most } = LINES[difficulty];
  const lines = codeLines(text);
  if (lines >= least && lines <= most) return [];
  return [{ message: `${difficulty} has ${least} to ${most} lines of code; this has ${lines}` }];
}

const parseFaults = (text: string, language: Language): Fault[] =>
  syntaxFaults(text, language).map(({ at, message }) => ({ message, ...placeOf(text, at) }));

/** What speaks against `text` as a snippet of that language and difficulty; nothing, if it can be played. */
export function faultsOf(text: string, language: Language, difficulty: Difficulty): Fault[] {
  if (countTokens(text) === 0) return [{ message: "Write some code" }];
  const layout = layoutFaults(text);
  // What cannot be typed is rarely code either, and would be told twice; what is far too long is not read at all.
  const parse =
    layout.length === 0 && codeLines(text) <= LINES.EXPERT.most ? parseFaults(text, language) : [];
  return [...lengthFaults(text, difficulty), ...layout, ...parse].slice(0, MOST_FAULTS);
}

/** Languages and difficulties in which `text` can be played. */
export function playableAs(
  text: string,
  languages: readonly Language[] = LANGUAGES,
  difficulties: readonly Difficulty[] = ["EASY", "NORMAL", "HARD", "EXPERT"],
): [Language, Difficulty][] {
  if (countTokens(text) === 0 || layoutFaults(text).length > 0) return [];
  const fitting = difficulties.filter((one) => lengthFaults(text, one).length === 0);
  return languages
    .filter((language) => fitting.length > 0 && parseFaults(text, language).length === 0)
    .flatMap((language) =>
      fitting.map((difficulty): [Language, Difficulty] => [language, difficulty]),
    );
}
