import type { Engine } from "../../engine/engine.ts";
import type { RecordedRun } from "../../engine/replay.ts";
import type { GameEvent, State } from "../../engine/state.ts";
import type { TimelineFrame } from "./timeline.ts";
import { frameAt, proceed } from "./timeline.ts";
/**
 * Plays back a run: the engine's state, fed from the key log, and a clock that can stop, go faster and
 * jump. It sleeps until the next event. Independent of React and the DOM.
 */

export interface Screen {
  /** Draws `state`; `events` are new, and `key` is the last key that was pressed since. */
  draw(state: State, events: readonly GameEvent[], key?: string): void;
  /** Draws `state` after a jump in time; `events` are all since the run's start. */
  jump(state: State, events: readonly GameEvent[]): void;
  /** Sets how fast time passes from now on; 0 stops it. */
  setRate(rate: number): void;
}

export class Playback {
  #engine: Engine;
  #run: RecordedRun;
  #screen: Screen;
  #current: TimelineFrame;
  #playing = false;
  #speed = 1;
  /** The position when the clock was last set, and the moment of that. */
  #position = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Starts paused, at the beginning. Nothing is drawn before the first call. */
  constructor(engine: Engine, run: RecordedRun, screen: Screen) {
    this.#engine = engine;
    this.#run = run;
    this.#screen = screen;
    this.#current = frameAt(engine, run, 0);
  }

  get state(): State {
    return this.#current.state;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Returns the position in whole milliseconds, at most the run's end. */
  now(): number {
    const passed = this.#playing ? (performance.now() - this.#since) * this.#speed : 0;
    return Math.min(this.#run.endedAt, Math.floor(this.#position + passed));
  }

  /** Plays; from the start, when it is at the end. */
  play(): void {
    if (this.#playing) return;
    if (this.now() >= this.#run.endedAt) this.seek(0);
    this.#set(true, this.#speed);
  }

  pause(): void {
    if (this.#playing) this.#set(false, this.#speed);
  }

  /** @param speed 1 for the speed at which it was typed */
  setSpeed(speed: number): void {
    this.#set(this.#playing, speed);
  }

  /** Jumps to `t`, and goes on playing from there if it was playing. */
  seek(t: number): void {
    const end = this.#run.endedAt;
    this.#position = Math.min(end, Math.max(0, Math.floor(t)));
    this.#since = performance.now();
    this.#current = frameAt(this.#engine, this.#run, this.#position);
    this.#screen.jump(this.#current.state, this.#current.events);
    if (this.#position === end) this.#set(false, this.#speed);
    else this.#schedule();
  }

  /** Ends the playback: nothing is drawn any more. */
  stop(): void {
    this.#playing = false;
    clearTimeout(this.#timer);
  }

  #set(playing: boolean, speed: number): void {
    this.#position = this.now();
    this.#since = performance.now();
    this.#playing = playing;
    this.#speed = speed;
    this.#screen.setRate(playing ? speed : 0);
    this.#schedule();
  }

  #wake(): void {
    const t = this.now();
    const before = this.#current.next;
    const events = proceed(this.#engine, this.#run, this.#current, t);
    const { state, next } = this.#current;
    const key = next > before ? this.#run.keys[next - 1]?.[1] : undefined;
    this.#screen.draw(state, events, key);
    if (t >= this.#run.endedAt) this.#set(false, this.#speed);
    else this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    const { state, next } = this.#current;
    const { keys, endedAt } = this.#run;
    let due = endedAt;
    // The log of a run that does not verify may continue after the end.
    if (!state.over) {
      due = Math.min(due, keys[next]?.[0] ?? due, this.#engine.nextMoment(state));
    }
    const wait = (due - this.#position) / this.#speed - (performance.now() - this.#since);
    // Rounded up: a timer that fires early would find no event.
    this.#timer = setTimeout(() => this.#wake(), Math.max(0, Math.ceil(wait)));
  }
}
