function clamp(value: number, min = 0, max = 100): number {
  if (value < min) return min;
  return value > max ? max : value;
}
