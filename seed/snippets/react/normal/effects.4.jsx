export function useNightMode(isNight) {
  useLayoutEffect(() => {
    const { classList } = document.body;
    classList.toggle("night", isNight);
  }, [isNight]);
}
