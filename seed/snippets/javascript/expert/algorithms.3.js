function mergeSort(values, compare) {
  if (values.length < 2) return values;
  const half = Math.floor(values.length / 2);
  const left = mergeSort(values.slice(0, half), compare);
  const right = mergeSort(values.slice(half), compare);
  const merged = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const takeLeft = compare(left[i], right[j]) <= 0;
    merged.push(takeLeft ? left[i] : right[j]);
    if (takeLeft) i += 1;
    else j += 1;
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}
