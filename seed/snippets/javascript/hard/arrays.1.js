let low = 0;
let high = values.length - 1;
while (low <= high) {
  const middle = Math.floor((low + high) / 2);
  if (values[middle] === target) break;
  if (values[middle] < target) low = middle + 1;
  else high = middle - 1;
}
const found = low <= high;
