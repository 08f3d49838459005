/** A whole number of 31 random bits: all that is random in a run comes from it. */
export function newSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;
}
