export function usePrevious(value) {
  const [pair, setPair] = useState([value, null]);
  const [current, previous] = pair;
  if (current !== value) setPair([value, current]);
  return previous;
}
