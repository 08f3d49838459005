/** What every version of the engine offers. Nothing outside `app/engine` knows more of a version. */
import type { Difficulty, Plan } from "./plan.ts";
import type { Score } from "./score.ts";
import type { Bug, GameEvent, State } from "./state.ts";

/** How hard a difficulty begins. */
export interface Beginning {
  /** What production can take before the run is over. */
  integrity: number;
  /** The typing speed that the first wave asks for, in words of five keys a minute. */
  pressure: number;
}

/** What a wave brings. */
export interface WaveSize {
  /** Bugs in it, the boss included. */
  bugs: number;
  boss: boolean;
}

/**
 * One version of the rules. A state goes only to the engine that started it, because each
 * version keeps more in it than `State` names. `advance`, `press` and `quit` change the state in place
 * (docs/decisions/0009-engine-in-place.md), append what happened to `events`, and never throw.
 */
export interface Engine {
  readonly version: number;
  /** A boss comes last in every wave whose number is a multiple of this. */
  readonly bossEvery: number;
  /** Returns the state of a run of `plan` at its first moment. */
  start(plan: Plan): State;
  /** Lets time pass until `t`: what arrives or appears by then does so, in order. */
  advance(state: State, t: number, events?: GameEvent[]): void;
  /**
   * Lets time pass until `t` and takes one key there.
   *
   * @param key one printable character, or `Enter`, `Tab` (next target), `Escape` (no target)
   */
  press(state: State, key: string, t: number, events?: GameEvent[]): void;
  /** Ends the run at `t`, unless it is over by then. */
  quit(state: State, t: number, events?: GameEvent[]): void;
  /** Returns when something next happens without a key; Infinity when nothing does. */
  nextMoment(state: State): number;
  /** Returns the bugs from the nearest to the farthest; of equals the older first. */
  byDistance(state: State): Bug[];
  /** Returns the key that the locked bug waits for: one character or `Enter`. */
  expectedKey(state: State, bug: Bug): string;
  /** Returns the score of the run: at its end if it is over, otherwise at this moment. */
  scoreOf(state: State): Score;
  /** Returns what wave number `wave` of this run brings. */
  waveOf(state: State, wave: number): WaveSize;
  beginningOf(difficulty: Difficulty): Beginning;
}
