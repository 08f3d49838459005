function useVisible(threshold = 0.5) {
  const target = useRef(null);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    const node = target.current;
    if (!node) return;
    const observer = new IntersectionObserver(
      ([{ isIntersecting }]) => setSeen(isIntersecting),
      { threshold },
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, [threshold]);

  return [target, seen];
}
