// between stars
type Pair =
  [number, number];
const gap =
  ([a, b]: Pair) =>
    Math.abs(a - b);
log(gap([4, 9]));
