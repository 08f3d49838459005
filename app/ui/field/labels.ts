/** Names of bugs, files and signs on the field. */
import type { Language } from "../../engine/plan.ts";
import type { Bug, Kind, Power } from "../../engine/state.ts";
import type { Urgency } from "./stage/messages.ts";

export const KIND_NAMES: Record<Kind, string> = {
  bug: "bug",
  syntax: "syntax error",
  null: "null pointer",
  race: "race condition",
  leak: "memory leak",
  regression: "regression",
  boss: "boss",
};

/** What each kind does, in a line that introduces it. */
export const KIND_LESSONS: Record<Kind, string> = {
  bug: "type its code to fix it",
  syntax: "it is quick: a quarter less time",
  null: "it jumps to another lane, and nearer",
  race: "fix one and the other hurries",
  leak: "it grows a line as long as it lives, for no points",
  regression: "fix it without an error, or it comes back",
  boss: "each fixed phase sends it back; one comes with every fifth wave",
};

/** What a card means that is marked as too late. */
export const LATE_LESSON = "a dashed card has no time left: leave it while there is another";

/** What a hit means, when the first bug got through. */
export const UPTIME_LESSON = "it never comes back. A bug’s last five tokens spare 2% each";

/** What powers are, before the first is earned. */
export const POWER_LESSON = "every 20 clean tokens earn one. An error takes two of them";

export const POWER_NAMES: Record<Power, string> = {
  rollback: "rollback",
  duck: "duck",
  hotfix: "hotfix",
};

/** What each power does when it is used. */
export const POWER_TEXTS: Record<Power, string> = {
  rollback: "all bugs go back a quarter",
  duck: "half speed for a moment",
  hotfix: "the rest of the line is done",
};

interface Marks {
  /** What the kind of the bug does, where it is met for the first time. */
  lesson: string;
  locked: boolean;
  urgency: Urgency;
  /** What it would take of production now; undefined for a bug that is neither near nor urgent. */
  hit: number | undefined;
  /** Whether the player holds a power. */
  powerful: boolean;
  /** The number of the pair of a race condition; 0 without one. */
  pair: number;
  /** The hunks of a boss, and how many of them are fixed. */
  phases: number;
  phase: number;
}

/** Returns what a bug's card says below its code. */
export function noteOf(bug: Bug, marks: Marks): string {
  const { lesson, locked, urgency, hit, powerful, pair, phases, phase } = marks;
  const power = powerful ? ", or ↑" : "";
  const notes = [
    urgency === "fatal" && `ends the run: ${locked ? `type what you can${power}` : "type it"}`,
    urgency === "late" &&
      (locked ? `too late: ${powerful ? "↑, or " : ""}Tab to another` : "too late"),
    urgency === "last-call" && !locked && "now or never",
    hit !== undefined && `−${hit}%${locked && urgency !== "late" ? " if it gets through" : ""}`,
    lesson,
    pair > 0 && `pair ${pair}`,
    bug.returned && "came back · no points",
    phases > 1 && `phase ${phase + 1} of ${phases}`,
    bug.grown > 0 && `grew ${bug.grown}`,
  ];
  return notes.filter(Boolean).join(" · ");
}

const EXTENSIONS: Record<Language, string> = {
  PYTHON: "py",
  REACT: "jsx",
  JAVASCRIPT: "js",
  TYPESCRIPT: "ts",
};

/** Returns the file name of a snippet, for the editor's tab. The title of an own text may be one already. */
export function fileName(language: Language, category: string): string {
  return /\.\w{1,3}$/.test(category) ? category : `${category}.${EXTENSIONS[language]}`;
}

/** The names of signs, for screen readers. */
export const SIGN_NAMES: Record<string, string> = {
  "(": "open paren",
  ")": "close paren",
  "[": "open bracket",
  "]": "close bracket",
  "{": "open brace",
  "}": "close brace",
  "<": "less than",
  ">": "greater than",
  "=": "equals",
  "+": "plus",
  "-": "minus",
  "*": "star",
  "/": "slash",
  "\\": "backslash",
  "%": "percent",
  "&": "and",
  "|": "bar",
  "^": "caret",
  "~": "tilde",
  "!": "bang",
  "?": "question mark",
  ".": "dot",
  ",": "comma",
  ":": "colon",
  ";": "semicolon",
  "'": "quote",
  '"': "double quote",
  "`": "backtick",
  "@": "at",
  "#": "hash",
  $: "dollar",
  _: "underscore",
};
