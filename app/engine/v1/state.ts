/** Everything about a run at one moment, as plain JSON. */

import type { Plan } from "../plan.ts";
import { balanceOf, type Kind } from "./balance.ts";
import type { Cursor, Hunk } from "./deck.ts";

/** All times are whole milliseconds since the run's start. */
export interface Bug extends Hunk {
  /** From 1, in the order of appearance. */
  id: number;
  kind: Kind;
  /** From 0 at the top. */
  lane: number;
  spawned_at: number;
  arrives_at: number;
  /** Index of the token that is to be typed next. */
  next: number;
  /** Whether that token already saw a wrong key. */
  flawed: boolean;
}

export type Outcome = "defeat" | "quit";

export interface State {
  plan: Plan;
  now: number;
  rng: number;
  /** From 1; 0 before the first. */
  wave: number;
  /** Bugs of this wave that are still to come. */
  to_come: number;
  /** When the next bug or wave comes; null when nothing is scheduled. */
  next_spawn_at: number | null;
  deck: Hunk[];
  cursor: Cursor;
  bugs: Bug[];
  /** The id of the locked bug. */
  target: number | null;
  /** Characters of its next token that are typed. */
  typed: number;
  /** Whether the separator before that token is still to be typed. */
  gap: boolean;
  integrity: number;
  combo: number;
  max_combo: number;
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

/** What happened, in order, for whoever draws it. The rules never read it. */
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

/** The first bug comes this many milliseconds after the start. */
const FIRST_SPAWN = 800;

/** The state of a run of `plan` at its first moment. */
export function start(plan: Plan): State {
  return {
    plan,
    now: 0,
    rng: plan.seed | 0,
    wave: 0,
    to_come: 0,
    next_spawn_at: FIRST_SPAWN,
    deck: [],
    cursor: { snippet: 0, line: 0 },
    bugs: [],
    target: null,
    typed: 0,
    gap: false,
    integrity: balanceOf(plan.difficulty).integrity,
    combo: 0,
    max_combo: 0,
    spawned: 0,
    kills: 0,
    waves_completed: 0,
    correct_words: 0,
    incorrect_words: 0,
    correct_keys: 0,
    incorrect_keys: 0,
    damage_dealt: 0,
    damage_taken: 0,
    over: null,
  };
}

/** The locked bug, if any. */
export function targetOf(state: State): Bug | undefined {
  return state.target === null ? undefined : state.bugs.find((bug) => bug.id === state.target);
}

/** What is left of a bug's way at `t`: 1 where it appeared, 0 at the wall. */
export function distanceOf(bug: Bug, t: number): number {
  return Math.max(0, bug.arrives_at - t) / (bug.arrives_at - bug.spawned_at);
}
