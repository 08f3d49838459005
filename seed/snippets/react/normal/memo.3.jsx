function usePan(map, step = 40) {
  const west = useCallback(() => map.panBy(-step, 0), [map, step]);
  const east = useCallback(() => map.panBy(step, 0), [map, step]);
  return [west, east];
}
