/** The rules for the files of the seed that no linter knows. Pure functions of the files. */

import { MAX_PIECE_LINES, piecesAt, statementStarts } from "../../app/code/statements.ts";
import { type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { countTokens } from "../../app/engine/tokens.ts";
import type { Problem } from "./problems.ts";

/** What the rules need of a `SeedSnippet`. */
export interface SourceFile {
  /** For example `python/easy/loops.1.py`. */
  path: string;
  language: Language;
  difficulty: Difficulty;
  category: string;
  snippet_text: string;
}

export const GROUP_SIZE = 48;
const MAX_IN_CATEGORY = 6;
const MAX_COLUMNS = 80;
/** From this number of tokens on, players notice that they typed the same line before. */
const REPEATABLE_TOKENS = 2;

interface Limits {
  /** Lines of code, without blank ones. */
  lines: [number, number];
  /** Keys of the whole file. */
  keys: [number, number];
  /** The most keys of one line. */
  lineKeys: number;
  /** The most lines of a piece that cannot be divided (`app/code/statements.ts`). */
  pieceLines: number;
}

/** EASY is for people who type fewer than 35 words a minute: many short lines, no long one. */
const LIMITS: Record<Difficulty, Limits> = {
  EASY: { lines: [6, 10], keys: [60, 140], lineKeys: 20, pieceLines: 3 },
  NORMAL: { lines: [3, 6], keys: [90, 190], lineKeys: MAX_COLUMNS + 1, pieceLines: 4 },
  HARD: { lines: [6, 12], keys: [220, 420], lineKeys: MAX_COLUMNS + 1, pieceLines: 6 },
  EXPERT: { lines: [12, 25], keys: [400, 800], lineKeys: MAX_COLUMNS + 1, pieceLines: 6 },
};

const EXTENSIONS: Record<Language, string> = {
  PYTHON: "py",
  REACT: "jsx",
  JAVASCRIPT: "js",
  TYPESCRIPT: "ts",
};

export const groupOf = ({ language, difficulty }: Pick<SourceFile, "language" | "difficulty">) =>
  `${language.toLowerCase()}/${difficulty.toLowerCase()}`;

/** The keys of a line: its characters without the indentation, which the game types itself, and Enter. */
export const keysOf = (line: string) => line.trim().length + 1;

interface CodeLine {
  text: string;
  /** From 1. */
  number: number;
}

const codeLines = (text: string): CodeLine[] =>
  text
    .split("\n")
    .map((line, index) => ({ text: line, number: index + 1 }))
    .filter((line) => line.text.trim() !== "");

const isOutside = (value: number, [least, most]: [number, number]) => value < least || value > most;

function checkLine({ text, number }: CodeLine, { language, difficulty }: SourceFile) {
  const messages: string[] = [];
  const report = (message: string) => messages.push(message);
  if (/[^\x20-\x7e]/.test(text)) report("a character that is not printable ASCII");
  if (text.length > MAX_COLUMNS) report(`${text.length} columns, ${MAX_COLUMNS} are allowed`);
  if (text !== text.trimEnd()) report("blanks at the end of the line");
  if (/\S {2}/.test(text.trimEnd())) report("two blanks in a row within the line");
  const keys = keysOf(text);
  const { lineKeys } = LIMITS[difficulty];
  if (keys > lineKeys) report(`${keys} keys in the line, ${difficulty} allows ${lineKeys}`);
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  if (indent % (language === "PYTHON" ? 4 : 2) !== 0 && !/^\s*\*/.test(text))
    report(`indented by ${indent} blanks`);
  return messages.map((message) => ({ line: number, message }));
}

/** A line that a piece of EASY and NORMAL has in addition: a key or two, and Enter. */
const isCloser = (line: string) => /^[)\]}]+[;,]?$/.test(line.trim());

/** Returns a problem for each piece of a file that is too long for a bug, and cannot be divided. */
function checkPieces({ snippet_text, language, difficulty }: SourceFile) {
  const { pieceLines } = LIMITS[difficulty];
  const starts = statementStarts(snippet_text, language);
  return piecesAt(snippet_text, starts).flatMap((piece, index) => {
    const lines = piece.split("\n").filter((line) => line.trim() !== "");
    const count = lines.filter((line) => pieceLines >= MAX_PIECE_LINES || !isCloser(line)).length;
    if (count <= pieceLines) return [];
    const message = `a statement of ${count} lines, ${difficulty} allows ${pieceLines}`;
    return [{ line: (starts[index] ?? 0) + 1, message }];
  });
}

/** Returns the problems of one file by itself. */
export function checkFile(file: SourceFile): Problem[] {
  const { lines: lineLimits, keys: keyLimits } = LIMITS[file.difficulty];
  const lines = codeLines(file.snippet_text);
  const problems: Omit<Problem, "path">[] = [
    ...lines.flatMap((line) => checkLine(line, file)),
    ...checkPieces(file),
  ];
  if (isOutside(lines.length, lineLimits))
    problems.push({
      message: `${lines.length} lines, ${file.difficulty} has ${lineLimits.join(" to ")}`,
    });
  const keys = lines.reduce((sum, { text }) => sum + keysOf(text), 0);
  if (isOutside(keys, keyLimits))
    problems.push({ message: `${keys} keys, ${file.difficulty} has ${keyLimits.join(" to ")}` });
  const name = file.path.split("/").at(-1) ?? "";
  if (!new RegExp(`^[a-z]+(-[a-z]+)*\\.[1-9]\\.${EXTENSIONS[file.language]}$`).test(name))
    problems.push({ message: "the name is not <category>.<n>.<extension>" });
  return problems.map((problem) => ({ path: `snippets/${file.path}`, ...problem }));
}

/** Returns the files of each group, also of the groups without files. */
function grouped(files: SourceFile[], difficulties: readonly Difficulty[]) {
  const groups = new Map<string, SourceFile[]>();
  const languages = LANGUAGES.filter((language) =>
    files.some((file) => file.language === language),
  );
  for (const language of languages)
    for (const difficulty of difficulties) groups.set(groupOf({ language, difficulty }), []);
  for (const file of files) groups.get(groupOf(file))?.push(file);
  return groups;
}

/** Returns a problem for each line of three or more tokens that a group has before. */
function checkRepeatedLines(files: SourceFile[]): Problem[] {
  const places = new Map<string, string>();
  return files.flatMap((file) =>
    codeLines(file.snippet_text).flatMap(({ text, number }) => {
      const key = text.trim();
      if (countTokens(key) <= REPEATABLE_TOKENS) return [];
      const before = places.get(key);
      places.set(key, before ?? `${file.path}:${number}`);
      const message = `the group has this line in ${before}, too: ${key}`;
      return before ? [{ path: `snippets/${file.path}`, line: number, message }] : [];
    }),
  );
}

function checkCategories(files: SourceFile[]): Problem[] {
  return [...new Set(files.map(({ category }) => category))].flatMap((category) => {
    const members = files.filter((file) => file.category === category);
    const path = `snippets/${members[0]?.path.replace(/\/[^/]*$/, "")}`;
    const numbers = members.map((file) => Number(file.path.split(".")[1])).sort((a, b) => a - b);
    const problems: Problem[] = [];
    if (members.length > MAX_IN_CATEGORY)
      problems.push({ path, message: `${members.length} files of the category ${category}` });
    if (numbers.some((number, index) => number !== index + 1))
      problems.push({ path, message: `${category} is numbered ${numbers.join(", ")}` });
    return problems;
  });
}

/** Returns the problems of each group as a whole. */
export function checkGroups(files: SourceFile[], difficulties: readonly Difficulty[]): Problem[] {
  return [...grouped(files, difficulties)].flatMap(([group, members]) => {
    const problems = [...checkRepeatedLines(members), ...checkCategories(members)];
    if (members.length !== GROUP_SIZE)
      problems.push({
        path: `snippets/${group}`,
        message: `${members.length} files, ${GROUP_SIZE} are needed`,
      });
    return problems;
  });
}

/** Returns the problems of a list of names in `seed/surroundings`, of which `files` are all that may use them. */
export function checkNames(path: string, names: string[], files: SourceFile[]): Problem[] {
  const used = new Set(files.flatMap(({ snippet_text }) => snippet_text.match(/[\w$]+/g) ?? []));
  return names.flatMap((name, index): Problem[] => {
    const line = index + 1;
    const previous = names[index - 1];
    if (!/^[\w$]+$/.test(name)) return [{ path, line, message: `"${name}" is not a name` }];
    if (previous !== undefined && previous >= name)
      return [{ path, line, message: `${name} is not in alphabetical order (by code point)` }];
    return used.has(name) ? [] : [{ path, line, message: `no snippet uses ${name}` }];
  });
}
