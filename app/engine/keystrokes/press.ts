/**
 * One key of a run or of a drill, as all statistics of keys see it. `game-presses.ts` and `drills/drill.ts` make
 * them, so that a figure has one definition wherever it is shown. docs/figures.md explains them.
 */

/** Where a character stands in the code that was served. Lines and columns count from 0. */
export interface Place {
  /** The index in `plan.snippets`, or of the drill's part. */
  snippet: number;
  line: number;
  column: number;
}

export interface Press {
  /** Milliseconds since the start. */
  t: number;
  /** The key that was due: one character or `Enter`. */
  expected: string;
  /** The key that was pressed: `expected`, or an error. */
  typed: string;
  /** The key of the hit directly before, without an error, a start or another bug between; null without one. */
  before: string | null;
  /** The time of a timed press: since the hit before, and within the bounds below; null for any other. */
  ms: number | null;
  /** For the first hit after errors: the time since the first of them, at most LONGEST_MS; otherwise null. */
  recovery_ms: number | null;
  /** Null for separators, and for what a memory leak grew. */
  place: Place | null;
}

/** Two keys closer together were pressed at once. */
export const SHORTEST_MS = 20;
/** A longer gap is a pause, and no sign of how somebody types. */
export const LONGEST_MS = 2_000;

/** Decides which presses are timed. One object serves one run. */
export class PressTimer {
  #before: string | null = null;
  #hitAt = 0;
  #missedAt: number | undefined;

  /** A start or another target: the next press is not timed. */
  restart(): void {
    this.#before = null;
    this.#missedAt = undefined;
  }

  hit(t: number, key: string): Pick<Press, "before" | "ms" | "recovery_ms"> {
    const before = this.#before;
    const gap = t - this.#hitAt;
    const ms = before !== null && gap >= SHORTEST_MS && gap <= LONGEST_MS ? gap : null;
    const recovery_ms =
      this.#missedAt === undefined ? null : Math.min(LONGEST_MS, t - this.#missedAt);
    this.#before = key;
    this.#hitAt = t;
    this.#missedAt = undefined;
    return { before, ms, recovery_ms };
  }

  miss(t: number): Pick<Press, "before" | "ms" | "recovery_ms"> {
    const before = this.#before;
    this.#before = null;
    this.#missedAt ??= t;
    return { before, ms: null, recovery_ms: null };
  }
}
