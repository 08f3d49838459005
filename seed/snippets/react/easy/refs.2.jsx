function gild(el) {
  if (!el) return;
  const s = el.style;
  s.color = "gold";
}
const Line = () =>
  <hr ref={gild} />;
