function Egg() {
  const [min, cook] =
    useState(4);
  if (min > 9) {
    return "A stone";
  }
  const more = () =>
    cook(min + 1);
  return pan(more);
}
