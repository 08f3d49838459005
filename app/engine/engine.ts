/** The interface of every version of the engine. Code outside of `app/engine` uses a version only through it. */
import type { Difficulty, Plan } from "./plan.ts";
import type { Score } from "./score.ts";
import type { Bug, GameEvent, Power, State } from "./state.ts";

/** How hard a run of one difficulty begins. */
export interface Beginning {
  /** The damage that production can take before the run is over. */
  integrity: number;
  /** The typing speed that the first wave requires, in words of five keys a minute. */
  pressure: number;
}

/** The size of a wave. */
export interface WaveSize {
  /** The number of bugs, including the boss. */
  bugs: number;
  boss: boolean;
}

/**
 * One version of the rules. Pass a state only to the engine that started it, because the states of a version
 * have more fields than `State`. `advance`, `press` and `quit` change the state in place
 * (docs/decisions/0009-engine-in-place.md), append what happened to `events`, and never throw.
 */
export interface Engine {
  readonly version: number;
  /** The charges (`State.charge`) that earn powers, ascending; none in version 1. */
  readonly powerCharges: readonly (readonly [charge: number, power: Power])[];
  /** Returns the state of a run of `plan` at its first moment. */
  start(plan: Plan): State;
  /** Lets time pass until `t`: the bugs that are due by then arrive or appear, in order. */
  advance(state: State, t: number, events?: GameEvent[]): void;
  /**
   * Lets time pass until `t`, then handles one key.
   *
   * @param key one printable character, or `Enter`, `Tab` (next target), `Escape` (no target), `ArrowUp` (use a power)
   */
  press(state: State, key: string, t: number, events?: GameEvent[]): void;
  /** Ends the run at `t`, unless it ends before. */
  quit(state: State, t: number, events?: GameEvent[]): void;
  /** Returns when something happens next without a key; Infinity if nothing does. */
  nextMoment(state: State): number;
  /** Returns the bugs from the nearest to the farthest; of two at the same distance the older one first. */
  byDistance(state: State): Bug[];
  /**
   * Returns the milliseconds that a player may still wait who then types the bug without errors at `speed`, in hundredths of a
   * word a minute: by default the fastest that this run has shown. Negative if it can no longer be fixed before it arrives.
   * Infinity in version 1.
   */
  spareMs(state: State, bug: Bug, speed?: number): number;
  /** Returns the fastest that this run has shown, in hundredths of a word a minute; 0 before that, and in version 1. */
  shownSpeed(state: State): number;
  /** Returns the bugs in the order in which a key looks for the one that it locks. */
  lockOrder(state: State): Bug[];
  /** Returns the integrity that the bug would take if it arrived now. Production is down when it has no more than that. */
  hitOf(state: State, bug: Bug): number;
  /** Returns the key that the locked bug waits for: one character or `Enter`. */
  expectedKey(state: State, bug: Bug): string;
  /** Returns the score of the run: at its end if it is over, otherwise at this moment. */
  scoreOf(state: State): Score;
  /** Returns the size of wave number `wave` of this run; 0 bugs where it is not known: in version 2, unless the wave is open. */
  waveOf(state: State, wave: number): WaveSize;
  beginningOf(difficulty: Difficulty): Beginning;
}
