// Before: 0.1 + 0.2 === 0.3, never true
function sameAmount(first, second) {
  const inCents = (euros) => Math.round(euros * 100);
  return inCents(first) === inCents(second);
}
