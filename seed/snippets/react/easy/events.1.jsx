function onBox(e) {
  const b = e.target;
  const { id } = b;
  if (b.checked) {
    buy(id);
    return;
  }
  drop(id);
}
