function primesUpTo(limit: number): number[] {
  const crossedOut = new Uint8Array(limit + 1);
  const primes: number[] = [];
  for (let n = 2; n <= limit; n++) {
    if (crossedOut[n]) continue;
    primes.push(n);
    for (let multiple = n * n; multiple <= limit; multiple += n) {
      crossedOut[multiple] = 1;
    }
  }
  return primes;
}
