function Clock() {
  const now =
    useTime();
  const h = now.hour;
  const m =
    pad(now.min);
  return `${h}:${m}`;
}
