export function useNightMode(isNight) {
  useLayoutEffect(() => {
    document.body.classList.toggle("night", isNight);
    return () => document.body.classList.remove("night");
  }, [isNight]);
}
