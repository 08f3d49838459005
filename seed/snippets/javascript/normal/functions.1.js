function clamp(value, low, high) {
  if (low > high) throw new RangeError("Bad limits");
  return Math.min(Math.max(value, low), high);
}
