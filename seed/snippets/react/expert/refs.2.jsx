export function useVisible(threshold = 0.5) {
  const target = useRef(null);
  const [isSeen, setIsSeen] = useState(false);

  useEffect(() => {
    const node = target.current;
    const options = { threshold };
    const observer = new IntersectionObserver(([entry]) => {
      setIsSeen(entry.isIntersecting);
    }, options);
    if (node) observer.observe(node);
    // A hidden node should not keep us awake.
    return () => observer.disconnect();
  }, [threshold]);

  return [target, isSeen];
}
