export function useInterval(callback, delay) {
  const latest = useRef(callback);

  useLayoutEffect(function remember() {
    latest.current = callback;
  });
  // The interval never sees an old callback.
  useEffect(function start() {
    const ticker = setInterval(() => latest.current(), delay);
    return () => clearInterval(ticker);
  }, [delay]);
}
