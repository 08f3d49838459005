/** What an editor offers to change in a text that was written elsewhere. Nothing is changed before somebody asks for it. */
import { plainCharacter } from "../engine/keystrokes/typed-character.ts";
import { MAX_COLUMNS } from "./diagnostics.ts";

/** A line as it is, and as a fix would make it. */
export interface LineChange {
  /** From 1. */
  line: number;
  before: string;
  after: string;
}

export interface TextFix {
  name: "tabs" | "quotes" | "dashes" | "ellipses" | "spaces" | "blanks";
  /** What the fix does, with the number of places: `Replace 3 tabs by 4 spaces each`. */
  label: string;
  changes: LineChange[];
  /** The whole text as the fix makes it. */
  fixed: string;
}

interface Rule {
  name: TextFix["name"];
  /** Matches one place within a line. */
  pattern: RegExp;
  replacement: (found: string) => string;
  label: (count: number) => string;
}

const RULES: Rule[] = [
  {
    name: "tabs",
    pattern: /\t/g,
    replacement: () => "    ",
    label: (count) =>
      count === 1 ? "Replace 1 tab by 4 spaces" : `Replace ${count} tabs by 4 spaces each`,
  },
  {
    name: "quotes",
    pattern: /[\u2018-\u201f]/g,
    replacement: plainCharacter,
    label: (count) => `Use straight quotes (${count})`,
  },
  {
    name: "dashes",
    pattern: /[\u2010-\u2015\u2212]/g,
    replacement: plainCharacter,
    label: (count) =>
      count === 1 ? "Replace 1 dash by a hyphen" : `Replace ${count} dashes by hyphens`,
  },
  {
    name: "ellipses",
    pattern: /\u2026/g,
    replacement: () => "...",
    label: (count) =>
      count === 1 ? "Write 1 ellipsis as three dots" : `Write ${count} ellipses as three dots each`,
  },
  {
    name: "spaces",
    pattern: /[^\S \t\r\n]/g,
    replacement: () => " ",
    label: (count) =>
      count === 1
        ? "Replace 1 unusual space by a plain one"
        : `Replace ${count} unusual spaces by plain ones`,
  },
  {
    name: "blanks",
    pattern: /\s+$/g,
    replacement: () => "",
    label: (count) => `Remove blanks at ${count} line ${count === 1 ? "end" : "ends"}`,
  },
];

/** Returns the fixes that would change something in `text`. */
export function fixesFor(text: string): TextFix[] {
  const lines = text.split("\n");
  return RULES.flatMap(({ name, pattern, replacement, label }) => {
    let count = 0;
    const after = lines.map((line) =>
      line.replace(pattern, (found) => {
        count += 1;
        return replacement(found);
      }),
    );
    if (count === 0) return [];
    const changes = lines.flatMap((before, index) => {
      const changed = after[index] ?? "";
      return changed === before ? [] : [{ line: index + 1, before, after: changed }];
    });
    return [{ name, label: label(count), changes, fixed: after.join("\n") }];
  });
}

/** Returns the text with all fixes, for code that is typed as plain as it can be. */
export const withAllFixes = (text: string): string =>
  RULES.reduce(
    (fixed, { pattern, replacement }) =>
      fixed
        .split("\n")
        .map((line) => line.replace(pattern, replacement))
        .join("\n"),
    text,
  );

/** A character that some keyboards have no key for, and the lines, from 1, in which it stands. */
export interface RareCharacter {
  character: string;
  lines: number[];
}

/** Returns the characters outside ASCII that no plain key types and no fix replaces, in the order of the text. */
export function rareCharacters(text: string): RareCharacter[] {
  const found = new Map<string, Set<number>>();
  for (const [index, line] of withAllFixes(text).split("\n").entries()) {
    for (const character of line) {
      if (/[\x20-\x7e\s]/.test(plainCharacter(character))) continue;
      found.set(character, (found.get(character) ?? new Set()).add(index + 1));
    }
  }
  return [...found].map(([character, lines]) => ({ character, lines: [...lines] }));
}

/** How many characters a warning names. */
const NAMED_CHARACTERS = 5;

/** Says which characters not every keyboard has; undefined without one. */
export function rareCharactersText(text: string): string | undefined {
  const rare = rareCharacters(text);
  const [first] = rare;
  if (!first) return undefined;
  const names = rare.slice(0, NAMED_CHARACTERS).map(({ character }) => `“${character}”`);
  const others = rare.length > NAMED_CHARACTERS ? " and others" : "";
  const [line] = first.lines;
  const verb = rare.length === 1 ? "is" : "are";
  return `${names.join(", ")}${others} ${verb} not on every keyboard. The first is in line ${line}.`;
}

/** Returns the numbers of the lines, from 1, that have more columns than a field of the game shows at once. */
export const longLines = (text: string): number[] =>
  text.split("\n").flatMap((line, index) => (line.length > MAX_COLUMNS ? [index + 1] : []));
