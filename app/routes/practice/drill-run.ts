/** A drill that is being typed: its state, its presses, and the key log that is stored. It uses neither React nor the DOM. */
import { type DrillKey, DrillPresses, drillKeys, isDone } from "../../engine/drills/drill.ts";
import { type DrillFigures, drillFigures } from "../../engine/drills/figures.ts";
import type { Press } from "../../engine/keystrokes/press.ts";
import { LONGEST_STALL, MAX_KEYS, MAX_RUN_MS, SENT_KEYS_PER_SECOND } from "../../engine/limits.ts";
import type { KeyPress } from "../../engine/replay.ts";

const SECOND = 1_000;

/** A drill that was begun so late begins its own time: no log may be longer than a day. */
const LONGEST_WAIT = MAX_RUN_MS / 2;

/** What happened to a key. One that comes too fast does not count, because the server would refuse the drill for it. */
export type Pressed = "hit" | "miss" | "done" | "dropped";

export class DrillRun {
  readonly keys: readonly DrillKey[];
  #origin: number;
  #drill!: {
    keys: readonly DrillKey[];
    next: number;
    correct_keys: number;
    incorrect_keys: number;
  };
  #player!: DrillPresses;
  presses: Press[] = [];
  log: KeyPress[] = [];
  /** The keys, by index, at which a wrong key fell. */
  missed = new Set<number>();

  /** @param startedAt when its session began, on the clock of `performance.now()` */
  constructor(texts: readonly string[], startedAt: number) {
    this.keys = drillKeys(texts);
    this.#origin = startedAt;
    this.restart();
  }

  /** Begins again. The clock of the session runs on. */
  restart(): void {
    this.#drill = { keys: this.keys, next: 0, correct_keys: 0, incorrect_keys: 0 };
    this.#player = new DrillPresses();
    this.presses = [];
    this.log = [];
    this.missed = new Set();
  }

  /** The index of the key that is due. */
  get next(): number {
    return this.#drill.next;
  }

  get isBegun(): boolean {
    return this.log.length > 0;
  }

  get isDone(): boolean {
    return isDone(this.#drill);
  }

  /** The time of the last key, in milliseconds since the session began. */
  get endedAt(): number {
    return this.log.at(-1)?.[0] ?? 0;
  }

  /** Returns the time of a key: not before the last one, and not later than now. */
  #timeOf(pressedAt: number, now: number): number {
    const elapsed = Math.floor(now - this.#origin);
    const t = Math.floor(pressedAt - this.#origin);
    // Some browsers stamp some events on another clock.
    return Math.max(this.endedAt, t > elapsed || t < elapsed - LONGEST_STALL ? elapsed : t);
  }

  /**
   * Applies one printable character or `Enter`.
   *
   * @param pressedAt when it was pressed, and `now`, both on the clock of `performance.now()`
   */
  press(key: string, pressedAt: number, now: number): Pressed {
    if (this.isDone) return "dropped";
    if (!this.isBegun && now - this.#origin > LONGEST_WAIT) this.#origin = pressedAt;
    const t = this.#timeOf(pressedAt, now);
    const earlier = this.log[this.log.length - SENT_KEYS_PER_SECOND];
    if ((earlier && t - earlier[0] < SECOND) || this.log.length >= MAX_KEYS) return "dropped";
    const due = this.#drill.next;
    const press = this.#player.press(this.#drill, key, t);
    if (!press) return "dropped";
    this.log.push([t, key]);
    this.presses.push(press);
    if (press.typed !== press.expected) {
      this.missed.add(due);
      return "miss";
    }
    return this.isDone ? "done" : "hit";
  }

  /** Returns the figures up to `now`, on the clock of `performance.now()`; without it up to the last key. */
  figures(now?: number): DrillFigures {
    const until = now === undefined ? this.endedAt : Math.floor(now - this.#origin);
    return drillFigures(this.presses, Math.max(this.endedAt, until));
  }
}
