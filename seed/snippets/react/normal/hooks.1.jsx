export function useStale(query) {
  const slowQuery = useDeferredValue(query);
  // Old results turn gray.
  const isStale = query !== slowQuery;
  return { slowQuery, isStale };
}
