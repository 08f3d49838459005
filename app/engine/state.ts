/**
 * The part of a run's state that all versions of the engine share: what the user interface, the verification
 * and the statistics read. A version adds the fields that only its rules read. A state is plain JSON, so that it
 * can be stored and continued.
 */
import type { Plan } from "./plan.ts";
import type { Token } from "./tokens.ts";

/** The number of lanes of the field. The page's layout depends on it. */
export const LANES = 5;

/** The kinds of bug of all versions. `regression` exists since version 2. */
export type Kind = "bug" | "syntax" | "null" | "race" | "leak" | "regression" | "boss";

/** What a player can hold and use, since version 2. */
export type Power = "rollback" | "duck" | "hotfix";

/** The code that a bug carries: consecutive lines of one snippet, or in version 1 the whole snippets of a boss. */
export interface Hunk {
  /** Indexes in `plan.snippets`: of one snippet, or in version 1 of all that a boss carries. */
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
  /**
   * When the bug would have set off to be where it is at its present speed. Equals `spawned_at` until something
   * pushes the bug, hurries it or slows it down, which version 1 does not have.
   */
  departed_at: number;
  /** The index of the token that is typed next. */
  next: number;
  /** Whether that token already had a wrong key. */
  flawed: boolean;
  /** The id of the other bug of a race condition while both are on the field. */
  pair: number | null;
  /** The number of tokens at the end that a memory leak grew. They score nothing. */
  grown: number;
  /** Whether this is a regression that came back. It scores nothing. */
  returned: boolean;
  /** The number of hunks of a boss that follow this one. */
  phases_left: number;
}

/** `time`: the time limit of the mode was reached. */
export type Outcome = "defeat" | "quit" | "time";

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
  /** The powers that the player holds, the oldest first. */
  powers: Power[];
  /** Clean tokens towards the next powers (`Engine.powerCharges`); 0 in version 1. */
  charge: number;
  /** Until when the bugs move at half their speed; 0 while they move at their full speed. */
  slow_until: number;
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
  /** A token was finished. `scored` is false for one that counts for nothing, which version 1 does not have. */
  | {
      type: "shot";
      at: number;
      bug: number;
      damage: number;
      combo: number;
      flawed: boolean;
      scored: boolean;
    }
  | { type: "kill"; at: number; bug: number; lane: number; kind: Kind; scored: boolean }
  | { type: "arrival"; at: number; bug: number; lane: number; kind: Kind; damage: number }
  | { type: "over"; at: number; outcome: Outcome }
  /** A null pointer jumped to another lane, and nearer. */
  | { type: "jump"; at: number; bug: number; lane: number }
  /** A memory leak grew a token. */
  | { type: "grow"; at: number; bug: number }
  /** One bug of a race condition was fixed, so this one moves faster. */
  | { type: "hurry"; at: number; bug: number }
  /** A hunk of a boss is fixed; the boss is back at the far end with the next. */
  | { type: "phase"; at: number; bug: number; phases_left: number }
  /** A regression was fixed with an error and comes back as the bug with this id. */
  | { type: "return"; at: number; bug: number }
  /** Clean tokens earned a power. */
  | { type: "earn"; at: number; power: Power }
  /** A power was used; `bug` is the bug that a hotfix acted on. */
  | { type: "power"; at: number; power: Power; bug: number | null }
  /** The half speed of a rubber duck is over. */
  | { type: "wake"; at: number };

/** Returns the locked bug, if any. */
export function targetOf(state: State): Bug | undefined {
  return state.target === null ? undefined : state.bugs.find((bug) => bug.id === state.target);
}

/** Whether that token of the bug counts: neither one that a leak grew, nor one of a regression that came back. */
export const isScored = ({ returned, tokens, grown }: Bug, token: number): boolean =>
  !returned && token < tokens.length - grown;

/** Returns the share of a bug's way that is left at `t`: 1 where it appeared, 0 at the wall. */
export function distanceOf(bug: Bug, t: number): number {
  return Math.max(0, bug.arrives_at - t) / (bug.arrives_at - bug.departed_at);
}
