/** The seeds of runs. */

/** Returns a random whole number of 31 bits. All randomness of a run follows from its seed. */
export function newRunSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;
}
