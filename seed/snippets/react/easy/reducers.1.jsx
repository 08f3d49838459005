const inc = (i) =>
  (i + 1) % 3;
function Light() {
  const [i, go] =
    useReducer(inc, 0);
  return lamp(i, go);
}
