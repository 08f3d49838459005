/**
 * A run that is being played: the engine's state, the log that the server will
 * verify, and the clock. Between keys it sleeps until the next arrival or
 * appearance; nothing happens per frame. Knows no React and no elements.
 */
import type { Engine } from "../../engine/engine.ts";
import { MAX_KEYS, MAX_KEYS_PER_SECOND } from "../../engine/limits.ts";
import type { Plan } from "../../engine/plan.ts";
import type { KeyPress } from "../../engine/replay.ts";
import type { GameEvent, State } from "../../engine/state.ts";

/** One less than the server accepts, so that a key at the edge of a second never spoils a run. */
const KEYS_A_SECOND = MAX_KEYS_PER_SECOND - 1;
const SECOND = 1_000;
const NEVER = Number.POSITIVE_INFINITY;

export type RunListener = (state: State, events: readonly GameEvent[]) => void;

export class Run {
  readonly state: State;
  /** `[t, key]`, exactly what was applied. */
  readonly keys: KeyPress[] = [];
  #engine: Engine;
  #onEvents: RunListener;
  #origin: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The moment that the timer waits for. */
  #due = NEVER;

  /** The run begins now; `onEvents` hears of everything that happens. */
  constructor(engine: Engine, plan: Plan, onEvents: RunListener) {
    this.#engine = engine;
    this.state = engine.start(plan);
    this.#onEvents = onEvents;
    this.#origin = performance.now();
  }

  /** Whole milliseconds since the start, never less than before. */
  now(): number {
    return Math.max(this.state.now, Math.floor(performance.now() - this.#origin));
  }

  /** Lets time pass until now. Called once to set the run going; from there it wakes by itself. */
  wake(): void {
    const events: GameEvent[] = [];
    this.#engine.advance(this.state, this.now(), events);
    this.#tell(events);
  }

  /** Takes a key: one printable character, `Enter`, `Tab` or `Escape`. */
  press(key: string): void {
    const events: GameEvent[] = [];
    const t = this.now();
    this.#engine.advance(this.state, t, events);
    if (!this.state.over && !this.#tooFast(t)) {
      this.keys.push([t, key]);
      this.#engine.press(this.state, key, t, events);
      if (this.keys.length === MAX_KEYS) this.#engine.quit(this.state, t, events);
    }
    this.#tell(events);
  }

  /** The player gives up. */
  quit(): void {
    const events: GameEvent[] = [];
    this.#engine.quit(this.state, this.now(), events);
    this.#tell(events);
  }

  /** Stops the clock; nothing is heard of this run from here on. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#onEvents = () => {};
  }

  #tooFast(t: number): boolean {
    const earlier = this.keys[this.keys.length - KEYS_A_SECOND];
    return earlier !== undefined && t - earlier[0] < SECOND;
  }

  #tell(events: readonly GameEvent[]): void {
    this.#schedule();
    this.#onEvents(this.state, events);
  }

  #schedule(): void {
    const next = this.#engine.nextMoment(this.state);
    // Most keys change nothing about it.
    if (next === this.#due) return;
    clearTimeout(this.#timer);
    this.#due = next;
    if (next === NEVER) return;
    // Rounded up: a timer that fires a moment early would find nothing to do.
    const wait = Math.max(0, Math.ceil(this.#origin + next - performance.now()));
    this.#timer = setTimeout(() => {
      this.#due = NEVER;
      this.wake();
    }, wait);
  }
}
