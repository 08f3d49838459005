function Door() {
  const [open, set] =
    useState(false);
  const turn = () =>
    set(!open);
  const knob =
    <Knob on={turn} />;
  return knob;
}
