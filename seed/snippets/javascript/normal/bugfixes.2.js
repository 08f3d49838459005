// Before: 0.1 + 0.2 === 0.3, which was never true
function sameAmount(first, second) {
  const gap = Math.abs(first - second);
  return gap < Number.EPSILON;
}
