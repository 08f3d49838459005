/**
 * A run that is played back: the engine's state, fed by the log, and a clock that
 * can stand still, go faster and jump. Like a run that is being played it sleeps
 * until something happens. Knows no React and no elements.
 */
import type { Engine } from "../../engine/engine.ts";
import type { RecordedRun } from "../../engine/replay.ts";
import type { GameEvent, State } from "../../engine/state.ts";
import { proceed, sceneAt, type TimelineFrame } from "./timeline.ts";

export interface Screen {
  /** Time went on: `events` are new. */
  draw(state: State, events: readonly GameEvent[]): void;
  /** Time jumped: `events` are all since the run's start. */
  jump(state: State, events: readonly GameEvent[]): void;
  /** From here on time passes `rate` times as fast; 0 is standing still. */
  pace(rate: number): void;
}

export class Playback {
  #engine: Engine;
  #run: RecordedRun;
  #screen: Screen;
  #scene: TimelineFrame;
  #playing = false;
  #speed = 1;
  /** Where the clock stood when it was last set, and when that was. */
  #position = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Stands still at the start. Nothing is drawn before the first call. */
  constructor(engine: Engine, run: RecordedRun, screen: Screen) {
    this.#engine = engine;
    this.#run = run;
    this.#screen = screen;
    this.#scene = sceneAt(engine, run, 0);
  }

  get state(): State {
    return this.#scene.state;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Whole milliseconds since the run's start, until its end at the most. */
  now(): number {
    const passed = this.#playing ? (performance.now() - this.#since) * this.#speed : 0;
    return Math.min(this.#run.endedAt, Math.floor(this.#position + passed));
  }

  /** Goes on; from the start, when it is at the end. */
  play(): void {
    if (this.#playing) return;
    if (this.now() >= this.#run.endedAt) this.seek(0);
    this.#set(true, this.#speed);
  }

  pause(): void {
    if (this.#playing) this.#set(false, this.#speed);
  }

  /** @param speed 1 as it was typed */
  setSpeed(speed: number): void {
    this.#set(this.#playing, speed);
  }

  /** Jumps to `t`, and goes on from there if it was going on. */
  seek(t: number): void {
    const end = this.#run.endedAt;
    this.#position = Math.min(end, Math.max(0, Math.floor(t)));
    this.#since = performance.now();
    this.#scene = sceneAt(this.#engine, this.#run, this.#position);
    this.#screen.jump(this.#scene.state, this.#scene.events);
    if (this.#position === end) this.#set(false, this.#speed);
    else this.#schedule();
  }

  /** Nothing is drawn from here on. */
  stop(): void {
    this.#playing = false;
    clearTimeout(this.#timer);
  }

  #set(playing: boolean, speed: number): void {
    this.#position = this.now();
    this.#since = performance.now();
    this.#playing = playing;
    this.#speed = speed;
    this.#screen.pace(playing ? speed : 0);
    this.#schedule();
  }

  #wake(): void {
    const t = this.now();
    const events = proceed(this.#engine, this.#run, this.#scene, t);
    this.#screen.draw(this.#scene.state, events);
    if (t >= this.#run.endedAt) this.#set(false, this.#speed);
    else this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    const { state, next } = this.#scene;
    const { keys, endedAt } = this.#run;
    let due = endedAt;
    // A log that does not match may go on after its run is over.
    if (!state.over) {
      due = Math.min(due, keys[next]?.[0] ?? due, this.#engine.nextMoment(state));
    }
    const wait = (due - this.#position) / this.#speed - (performance.now() - this.#since);
    // Rounded up: a timer that fires a moment early would find nothing to do.
    this.#timer = setTimeout(() => this.#wake(), Math.max(0, Math.ceil(wait)));
  }
}
