export function useSize() {
  const [size, setSize] = useState({ width: 0, height: 0 });

  const observer = useMemo(() => {
    return new ResizeObserver(([{ contentRect }]) => setSize(contentRect));
  }, []);

  const measure = useCallback((node) => {
    observer.disconnect();
    if (node) observer.observe(node);
  }, [observer]);
  return [measure, size];
}
