function primesUpTo(limit) {
  const composite = new Set();
  const primes = [];
  for (let number = 2; number <= limit; number += 1) {
    if (composite.has(number)) continue;
    primes.push(number);
    for (let step = number ** 2; step <= limit; step += number) {
      composite.add(step);
    }
  }
  return primes;
}
