// n && drew a 0.
function Bag(p) {
  const n = p.size;
  const some = n > 0;
  const dot =
    some && <Dot />;
  return dot;
}
