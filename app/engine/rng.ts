/**
 * Mulberry32, a 32-bit random number generator by Tommy Ettinger (public domain), as a pure function of its
 * state. It uses only integer operations, so that every runtime gives the same numbers.
 */

/** Returns the state after one draw. */
export function nextState(state: number): number {
  return (state + 0x6d2b79f5) | 0;
}

/** Returns a whole number in [0, bound) drawn from `state`; `bound` is at least 1. */
export function draw(state: number, bound: number): number {
  let z = state;
  z = Math.imul(z ^ (z >>> 15), z | 1);
  z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
  return ((z ^ (z >>> 14)) >>> 0) % bound;
}
