export function usePosition() {
  const [position, setPosition] = useState(null);

  useEffect(function follow() {
    const { geolocation } = navigator;
    const id = geolocation.watchPosition(setPosition, console.warn);
    return () => geolocation.clearWatch(id);
  }, []);

  // Null until the satellites have answered.
  return position?.coords ?? null;
}
