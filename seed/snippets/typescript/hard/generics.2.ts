function memoize<A extends string | number, R>(work: (arg: A) => R) {
  const cache = new Map<A, { result: R }>();
  return (arg: A): R => {
    const hit = cache.get(arg);
    if (hit) return hit.result;
    // Only new questions cost time
    const result = work(arg);
    cache.set(arg, { result });
    return result;
  };
}
