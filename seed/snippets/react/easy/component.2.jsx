function Clock() {
  const now =
    useTime();
  const h = now.hour;
  const m = now.min;
  return `${h}:${m}`;
}
