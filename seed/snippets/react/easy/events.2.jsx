function onKey(e) {
  const { key } = e;
  if (key === "x") {
    shoot();
    return;
  }
  // Any other key.
  turn(key);
}
