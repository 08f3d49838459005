export function useWhyRendered(name, props) {
  const before = useRef(props);
  const renders = useRef(0);

  useEffect(function compare() {
    const old = before.current;
    const keys = Object.keys({ ...old, ...props });
    const isNew = (key) => !Object.is(old[key], props[key]);
    const changed = keys.filter(isNew);
    if (changed.length > 0) {
      console.info(name, "has new props:", changed.join(", "));
    }
    renders.current += 1;
    console.info(name, "rendered", renders.current, "times");
    // Next time these are the old ones.
    before.current = props;
  });
}
