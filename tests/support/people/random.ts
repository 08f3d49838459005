/** Random numbers of the model of people: seeded, so that every log can be made again. */
import { draw, nextState } from "../../../app/engine/rng.ts";

const RESOLUTION = 2 ** 24;

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Returns a number in [0, 1). */
  next(): number {
    this.#state = nextState(this.#state);
    return draw(this.#state, RESOLUTION) / RESOLUTION;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Returns a normally distributed number (Box and Muller 1958). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Returns a log-normally distributed number; `deviation` is that of its logarithm. */
  logNormal(median: number, deviation: number): number {
    return median * Math.exp(this.normal(0, deviation));
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)] as T;
  }

  /** Returns a seed for an independent sequence. */
  seed(): number {
    return Math.floor(this.next() * RESOLUTION) * 127 + 1;
  }
}
