export function useMetronome(onBeat, ms) {
  useEffect(() => {
    const timer = setInterval(onBeat, ms);
    return () => clearInterval(timer);
  }, [onBeat, ms]);
}
