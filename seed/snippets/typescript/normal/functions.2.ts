const average = (...marks: number[]): number => {
  if (marks.length === 0) return 0;
  const sum = marks.reduce((a, b) => a + b);
  return sum / marks.length;
};
