/** What an editor offers to change in a text that was written elsewhere. Nothing is changed before somebody asks for it. */
import { MAX_COLUMNS } from "./diagnostics.ts";

/** A line as it is, and as a fix would make it. */
export interface LineChange {
  /** From 1. */
  line: number;
  before: string;
  after: string;
}

export interface TextFix {
  name: "tabs" | "quotes" | "spaces" | "blanks";
  /** What the fix does, with the number of places: `Replace 3 tabs by 4 spaces each`. */
  label: string;
  changes: LineChange[];
  /** The whole text as the fix makes it. */
  fixed: string;
}

const STRAIGHT: Record<string, string> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u201b": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u201f": '"',
};

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
    replacement: (quote) => STRAIGHT[quote] ?? quote,
    label: (count) => `Use straight quotes (${count})`,
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

/** Returns the numbers of the lines, from 1, that have more columns than a field of the game shows at once. */
export const longLines = (text: string): number[] =>
  text.split("\n").flatMap((line, index) => (line.length > MAX_COLUMNS ? [index + 1] : []));
