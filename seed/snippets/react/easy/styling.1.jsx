function skin(p) {
  const c = ["btn"];
  if (p.big) {
    c.push("big");
  }
  return c.join(" ");
}
