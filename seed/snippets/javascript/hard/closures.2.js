export function memoize(compute, limit = 500) {
  const cache = new Map();
  return (key) => {
    if (cache.has(key)) return cache.get(key);
    if (cache.size >= limit) cache.clear();
    const value = compute(key);
    cache.set(key, value);
    return value;
  };
}
