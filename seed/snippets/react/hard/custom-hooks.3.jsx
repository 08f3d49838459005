export function useMediaQuery(query) {
  const subscribe = useCallback((notify) => {
    const list = matchMedia(query);
    list.addEventListener("change", notify);
    return () => list.removeEventListener("change", notify);
  }, [query]);

  const isMatch = () => matchMedia(query).matches;
  return useSyncExternalStore(subscribe, isMatch);
}
