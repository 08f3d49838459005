function memoize<A extends string | number, R>(work: (arg: A) => R) {
  const cache = new Map<A, R>();
  return (arg: A): R => {
    if (!cache.has(arg)) {
      cache.set(arg, work(arg));
    }
    return cache.get(arg)!;
  };
}
