export function useScrollReset(path) {
  useEffect(function scrollUp() {
    const isAnchor = path.includes("#");
    if (!isAnchor) window.scrollTo(0, 0);
  }, [path]);
}
