/** The full state of a run, including the fields that only the rules read. */
import type { Plan } from "../plan.ts";
import type { Bug, Hunk, State } from "../state.ts";
import { INTEGRITY } from "./balance.ts";
import type { Cursor } from "./deck.ts";

export interface FullBug extends Bug {
  /** The wave to which it belongs. */
  wave: number;
  /** When a null pointer jumps or a memory leak grows next; null for other kinds. */
  acts_at: number | null;
  /** The number of its tokens that were finished with an error. */
  errors: number;
  /** The hunks of a boss that follow. */
  phases: Hunk[];
}

/** A wave that has begun and is not complete. */
export interface OpenWave {
  wave: number;
  bugs: number;
  boss: boolean;
  /** The number of its bugs that have not been fixed and have not arrived. */
  left: number;
}

export interface FullState extends State {
  bugs: FullBug[];
  rng: number;
  /** The waves that have begun and are not complete, the oldest first. */
  waves: OpenWave[];
  /** The number of bugs of the newest wave that have not appeared yet. */
  to_come: number;
  /** The speed that the newest wave requires. */
  pressure: number;
  /** When the next bug appears; null while the field is full. */
  next_spawn_at: number | null;
  deck: Hunk[];
  cursor: Cursor;
  /** The id of the bug that was released last, until another is locked. */
  left: number | null;
  /** The fastest complete stretch of this run, as a speed; 0 before the first. */
  shown: number;
  /** The stretch that is being typed: when it began, and its correct keys. */
  stretch: { from: number; keys: number } | null;
}

/** Milliseconds from the start to the first bug. */
const FIRST_SPAWN = 800;

/** Returns the state of a run of `plan` at its first moment. */
export function start(plan: Plan): FullState {
  return {
    plan,
    now: 0,
    rng: plan.seed | 0,
    wave: 0,
    waves: [],
    to_come: 0,
    pressure: 0,
    next_spawn_at: FIRST_SPAWN,
    deck: [],
    cursor: { snippet: 0, line: 0 },
    shown: 0,
    stretch: null,
    bugs: [],
    target: null,
    typed: 0,
    gap: false,
    integrity: INTEGRITY,
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
    powers: [],
    charge: 0,
    left: null,
    slow_until: 0,
  };
}
