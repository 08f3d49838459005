function createCounter(start = 0) {
  let count = start;
  return (step = 1) => (count += step);
}
