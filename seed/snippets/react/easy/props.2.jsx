function Fare(p) {
  const n = p.n ?? 1;
  // Nine a stop.
  const t = n * 9;
  if (t > 99) {
    return "Walk!";
  }
  return <b>{t}</b>;
}
