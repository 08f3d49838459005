// Smooth the curve: every point becomes the mean of its window
export function smooth(readings, span = 7) {
  const means = [];
  let sum = 0;
  for (const [index, reading] of readings.entries()) {
    sum += reading - (readings[index - span] ?? 0);
    const size = Math.min(index + 1, span);
    means.push(sum / size);
  }
  return means;
}
