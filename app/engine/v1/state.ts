/** The full state of a run, including the fields that only the rules read. */
import type { Plan } from "../plan.ts";
import type { Hunk, State } from "../state.ts";
import { balanceOf } from "./balance.ts";
import type { Cursor } from "./deck.ts";

export interface FullState extends State {
  rng: number;
  /** The number of bugs of this wave that have not appeared yet. */
  to_come: number;
  /** When the next bug appears or the next wave begins; null when nothing is scheduled. */
  next_spawn_at: number | null;
  deck: Hunk[];
  cursor: Cursor;
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
    powers: [],
    charge: 0,
    slow_until: 0,
  };
}
