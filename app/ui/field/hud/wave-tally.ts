/** Counts what becomes of bugs and of each wave's. Waves overlap, so a bug belongs to the wave that it appeared in. */
import type { Bug, GameEvent } from "../../../engine/state.ts";

/** How many bugs of a wave were fixed, and how many hit production. */
export interface WaveTally {
  fixed: number;
  hits: number;
}

export class WaveTallies {
  #wave = 0;
  #tallies = new Map<number, WaveTally>();
  #waves = new Map<number, number>();
  #lastFixed = 0;

  /** Takes all events of the run, in order. */
  follow(event: GameEvent): void {
    switch (event.type) {
      case "wave":
        this.#wave = event.wave;
        break;
      case "spawn":
        this.#waves.set(event.bug, this.#wave);
        break;
      case "kill":
        this.#lastFixed = this.#waveOf(event.bug);
        this.of(this.#lastFixed).fixed += 1;
        break;
      case "return":
        // The regression that was just fixed is back, so its wave is as far as before.
        this.of(this.#lastFixed).fixed -= 1;
        this.#waves.set(event.bug, this.#lastFixed);
        break;
      case "arrival":
        this.of(this.#waveOf(event.bug)).hits += 1;
        break;
    }
  }

  /** Forgets everything, before the events of a run are followed again. */
  clear(): void {
    this.#wave = 0;
    this.#tallies.clear();
    this.#waves.clear();
  }

  /** Returns the earliest wave before `wave` of which a bug is on the field; undefined if there is none. */
  openBefore(wave: number, bugs: readonly Bug[]): number | undefined {
    const earlier = bugs.map(({ id }) => this.#waveOf(id)).filter((other) => other < wave);
    return earlier.length > 0 ? Math.min(...earlier) : undefined;
  }

  of(wave: number): WaveTally {
    const tally = this.#tallies.get(wave) ?? { fixed: 0, hits: 0 };
    this.#tallies.set(wave, tally);
    return tally;
  }

  #waveOf(bug: number): number {
    return this.#waves.get(bug) ?? this.#wave;
  }
}

/** Returns what is said of a wave that is over, and how good that is. */
export function waveResult(wave: number, { fixed, hits }: WaveTally) {
  if (hits === 0) return { title: `Wave ${wave} fixed`, tone: "good" as const };
  if (fixed === 0) return { title: `Wave ${wave} got through`, tone: "bad" as const };
  return { title: `Wave ${wave}: ${fixed} of ${fixed + hits} fixed`, tone: "mixed" as const };
}
