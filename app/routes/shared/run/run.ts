/**
 * A run that is being played: the state of the engine, the key log that the server will verify, and the clock.
 * Between keys it waits for the next arrival or spawn of a bug, so nothing happens per frame. It uses neither
 * React nor the DOM.
 */
import type { Engine } from "../../../engine/engine.ts";
import { LONGEST_STALL, MAX_KEYS, SENT_KEYS_PER_SECOND } from "../../../engine/limits.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { KeyPress } from "../../../engine/replay.ts";
import type { GameEvent, State } from "../../../engine/state.ts";

const SECOND = 1_000;
const NEVER = Number.POSITIVE_INFINITY;

/** @param key the key that was pressed, if any */
export type RunListener = (state: State, events: readonly GameEvent[], key?: string) => void;

export class Run {
  state: State;
  /** The applied keys, as `[t, key]`. */
  readonly keys: KeyPress[] = [];
  protected readonly engine: Engine;
  #onEvents: RunListener;
  /** Moment 0 of the run, on the clock of `performance.now()`. */
  protected origin: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The time of the run that the timer waits for. */
  #due = NEVER;
  #onTooFast: () => void;
  /** When it was paused, on the clock of `performance.now()`. */
  #pausedAt: number | undefined;

  /**
   * Starts the run now. `onEvents` is called for everything that happens, and `onTooFast` for each key that does
   * not count, because the server would reject the run for it.
   */
  constructor(engine: Engine, plan: Plan, onEvents: RunListener, onTooFast = () => {}) {
    this.engine = engine;
    this.state = engine.start(plan);
    this.#onEvents = onEvents;
    this.#onTooFast = onTooFast;
    this.origin = performance.now();
  }

  /** Returns the whole milliseconds since the start without those of pauses, never fewer than before. */
  now(): number {
    const moment = this.#pausedAt ?? performance.now();
    return Math.max(this.state.now, Math.floor(moment - this.origin));
  }

  get paused(): boolean {
    return this.#pausedAt !== undefined;
  }

  /** Stops the clock, until `resume`. Keys are ignored meanwhile. */
  pause(): void {
    if (this.paused || this.state.over) return;
    this.wake();
    this.#pausedAt = performance.now();
    clearTimeout(this.#timer);
    this.#due = NEVER;
  }

  /** Goes on where `pause` stopped. */
  resume(): void {
    if (this.#pausedAt === undefined) return;
    this.origin += performance.now() - this.#pausedAt;
    this.#pausedAt = undefined;
    this.wake();
  }

  /** Returns the time of the run at which a key was pressed: not before what has happened already, and not later than now. */
  #timeOf(pressedAt: number | undefined): number {
    const now = this.now();
    if (pressedAt === undefined) return now;
    const t = Math.floor(pressedAt - this.origin);
    // Some browsers stamp some events on another clock.
    return t > now || t < now - LONGEST_STALL ? now : Math.max(this.state.now, t);
  }

  /** Advances the run to now. The first call starts the timer, which makes the further calls. */
  wake(): void {
    const events: GameEvent[] = [];
    this.engine.advance(this.state, this.now(), events);
    this.#emit(events);
  }

  /**
   * Applies a key: one printable character, `Enter`, `Tab`, `Escape` or `ArrowUp`.
   *
   * @param pressedAt when it was pressed, on the clock of `performance.now()`. On a page that stalled for a moment that is
   *   earlier than now, and keys that wait together would look as if they had been pressed together.
   */
  press(key: string, pressedAt?: number): void {
    if (this.paused) return;
    const events: GameEvent[] = [];
    const t = this.#timeOf(pressedAt);
    this.engine.advance(this.state, t, events);
    const refused = !this.state.over && this.#tooFast(t);
    if (!this.state.over && !refused) {
      this.keys.push([t, key]);
      this.engine.press(this.state, key, t, events);
      if (this.keys.length === MAX_KEYS) this.engine.quit(this.state, t, events);
    }
    this.#emit(events, key);
    if (refused) this.#onTooFast();
  }

  /** Ends the run, because the player gives up. */
  quit(): void {
    const events: GameEvent[] = [];
    this.engine.quit(this.state, this.now(), events);
    this.#emit(events);
  }

  /** Stops the clock and the calls of `onEvents`. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#onEvents = () => {};
  }

  #tooFast(t: number): boolean {
    const earlier = this.keys[this.keys.length - SENT_KEYS_PER_SECOND];
    return earlier !== undefined && t - earlier[0] < SECOND;
  }

  #emit(events: readonly GameEvent[], key?: string): void {
    this.schedule();
    this.#onEvents(this.state, events, key);
  }

  /** Sets the timer for what happens next without a key. */
  protected schedule(): void {
    if (this.paused) return;
    const next = this.engine.nextMoment(this.state);
    // Most keys leave the next moment as it is.
    if (next === this.#due) return;
    clearTimeout(this.#timer);
    this.#due = next;
    if (next === NEVER) return;
    // Rounded up: a timer that fires a moment early would find nothing to do.
    const wait = Math.max(0, Math.ceil(this.origin + next - performance.now()));
    this.#timer = setTimeout(() => {
      this.#due = NEVER;
      this.wake();
    }, wait);
  }
}
