function quickSelect(numbers, rank) {
  const [pivot] = numbers;
  const smaller = [];
  const larger = [];
  let equal = 0;
  for (const number of numbers) {
    if (number < pivot) smaller.push(number);
    else if (number > pivot) larger.push(number);
    else equal += 1;
  }
  if (rank < smaller.length) return quickSelect(smaller, rank);
  const skipped = smaller.length + equal;
  if (rank < skipped) return pivot;
  return quickSelect(larger, rank - skipped);
}

// Of an even number of salaries, the higher one in the middle
export function median(salaries) {
  const middle = Math.floor(salaries.length / 2);
  return quickSelect(salaries, middle);
}
