export function useToggle(initial = false) {
  const [on, setOn] = useState(initial);
  const toggle = () => setOn((value) => !value);
  // Like useState, but lazier.
  return [on, toggle];
}
