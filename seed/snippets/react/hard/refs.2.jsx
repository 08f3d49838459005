export function useSize() {
  const [size, setSize] = useState({ width: 0, height: 0 });

  const [observer] = useState(() => {
    return new ResizeObserver(([entry]) => setSize(entry.contentRect));
  });

  const measure = useCallback((node) => {
    observer.disconnect();
    if (node) observer.observe(node);
  }, [observer]);
  return [measure, size];
}
