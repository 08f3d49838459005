function useLap() {
  const [n, setN] =
    useState(1);
  const add = () =>
    setN(n + 1);
  return [n, add];
}
