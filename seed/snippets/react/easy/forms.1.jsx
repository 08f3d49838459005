function useBox() {
  const [text, up] =
    useState("");
  const on = (e) =>
    up(e.target.value);
  const field =
    { text, on };
  return field;
}
