/**
 * The part of a run's state that all versions of the engine share: what the user interface, the verification
 * and the statistics read. A version adds the fields that only its rules read. A state is plain JSON, so that it
 * can be stored and continued.
 */
import type { Plan } from "./plan.ts";
import type { Token } from "./tokens.ts";

/** The number of lanes of the field. The page's layout depends on it. */
export const LANES = 5;

/** The kinds of bug of all versions. */
export type Kind = "bug" | "syntax" | "null" | "race" | "leak" | "boss";

/** The code that a bug carries: consecutive lines of one snippet, or the whole snippets of a boss. */
export interface Hunk {
  /** Indexes in `plan.snippets`: of one snippet, or of all that a boss carries. */
  snippets: number[];
  /** The first line of the hunk in the (first) snippet, from 0. */
  line: number;
  /** The text without the indentation that all its lines share. */
  code: string;
  tokens: Token[];
}

/** A bug on the field. All times are whole milliseconds since the run's start. */
export interface Bug extends Hunk {
  /** From 1, in the order of appearance. */
  id: number;
  kind: Kind;
  /** From 0 at the top. */
  lane: number;
  spawned_at: number;
  arrives_at: number;
  /** The index of the token that is typed next. */
  next: number;
  /** Whether that token already had a wrong key. */
  flawed: boolean;
}

export type Outcome = "defeat" | "quit";

export interface State {
  plan: Plan;
  now: number;
  /** From 1; 0 before the first. */
  wave: number;
  bugs: Bug[];
  /** The id of the locked bug. */
  target: number | null;
  /** The number of typed characters of its next token. */
  typed: number;
  /** Whether the separator before that token is still to be typed. */
  gap: boolean;
  integrity: number;
  combo: number;
  max_combo: number;
  /** The number of bugs that have appeared. */
  spawned: number;
  kills: number;
  waves_completed: number;
  correct_words: number;
  incorrect_words: number;
  correct_keys: number;
  incorrect_keys: number;
  damage_dealt: number;
  damage_taken: number;
  over: { outcome: Outcome; at: number } | null;
}

/** What happened, in order, for drawing, sound and analysis. The rules never read it. */
export type GameEvent =
  | { type: "wave"; at: number; wave: number; boss: boolean }
  | { type: "cleared"; at: number; wave: number }
  | { type: "spawn"; at: number; bug: number }
  | { type: "lock"; at: number; bug: number }
  | { type: "release"; at: number; bug: number }
  | { type: "key"; at: number; bug: number }
  | { type: "miss"; at: number; bug: number | null }
  | { type: "shot"; at: number; bug: number; damage: number; combo: number; flawed: boolean }
  | { type: "kill"; at: number; bug: number; lane: number; kind: Kind }
  | { type: "arrival"; at: number; bug: number; lane: number; kind: Kind; damage: number }
  | { type: "over"; at: number; outcome: Outcome };

/** Returns the locked bug, if any. */
export function targetOf(state: State): Bug | undefined {
  return state.target === null ? undefined : state.bugs.find((bug) => bug.id === state.target);
}

/** Returns the share of a bug's way that is left at `t`: 1 where it appeared, 0 at the wall. */
export function distanceOf(bug: Bug, t: number): number {
  return Math.max(0, bug.arrives_at - t) / (bug.arrives_at - bug.spawned_at);
}
