function toSeconds(clock: string): number {
  const [min = 0, sec = 0] = clock.split(":").map(Number);
  return min * 60 + sec;
}
// Soft, for soldiers of toast
timer.start(toSeconds("6:30"));
