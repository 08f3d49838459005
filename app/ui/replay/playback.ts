/**
 * A run that is played back: the engine's state, fed by the log, and a clock that
 * can stand still, go faster and jump. Like a run that is being played it sleeps
 * until something happens. Knows no React and no elements.
 */
import type { Replay } from "../../contracts/game.ts";
import type { GameEvent, State } from "../../engine/v1/state.ts";
import { frameAt, proceed, type TimelineFrame } from "./timeline.ts";

export interface Screen {
  /** Time went on: `events` are new. */
  draw(state: State, events: readonly GameEvent[]): void;
  /** Time jumped: `events` are all since the run's start. */
  jump(state: State, events: readonly GameEvent[]): void;
  /** From here on time passes `rate` times as fast; 0 is playbackState still. */
  setRate(rate: number): void;
}

export class Playback {
  #replay: Replay;
  #screen: Screen;
  #current: TimelineFrame;
  #playing = false;
  #speed = 1;
  /** Where the clock stood when it was last set, and when that was. */
  #position = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Stands still at the start. Nothing is drawn before the first call. */
  constructor(replay: Replay, screen: Screen) {
    this.#replay = replay;
    this.#screen = screen;
    this.#current = frameAt(replay, 0);
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

  /** Whole milliseconds since the run's start, until its end at the most. */
  now(): number {
    const passed = this.#playing ? (performance.now() - this.#since) * this.#speed : 0;
    return Math.min(this.#replay.ended_at_ms, Math.floor(this.#position + passed));
  }

  /** Goes on; from the start, when it is at the end. */
  play(): void {
    if (this.#playing) return;
    if (this.now() >= this.#replay.ended_at_ms) this.seek(0);
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
    const end = this.#replay.ended_at_ms;
    this.#position = Math.min(end, Math.max(0, Math.floor(t)));
    this.#since = performance.now();
    this.#current = frameAt(this.#replay, this.#position);
    this.#screen.jump(this.#current.state, this.#current.events);
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
    this.#screen.setRate(playing ? speed : 0);
    this.#schedule();
  }

  #wake(): void {
    const events: GameEvent[] = [];
    const t = this.now();
    const { state, next } = this.#current;
    this.#current.next = proceed(this.#replay, state, next, t, events);
    this.#screen.draw(state, events);
    if (t >= this.#replay.ended_at_ms) this.#set(false, this.#speed);
    else this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    const { state, next } = this.#current;
    const { key_sequence, ended_at_ms } = this.#replay;
    let due = ended_at_ms;
    // A log that does not match may go on after its run is over.
    if (!state.over) {
      const never = Number.POSITIVE_INFINITY;
      due = Math.min(due, key_sequence[next]?.[0] ?? never, state.next_spawn_at ?? never);
      for (const bug of state.bugs) due = Math.min(due, bug.arrives_at);
    }
    const wait = (due - this.#position) / this.#speed - (performance.now() - this.#since);
    // Rounded up: a timer that fires a moment early would find nothing to do.
    this.#timer = setTimeout(() => this.#wake(), Math.max(0, Math.ceil(wait)));
  }
}
