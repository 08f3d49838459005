function useBox() {
  const [s, up] =
    useState("");
  const on = (e) =>
    up(e.target.value);
  return { s, on };
}
