function Team(p) {
  const { ops } = p;
  if (!ops.length) {
    return "Nobody";
  }
  // Now smile.
  const cards =
    ops.map(toCard);
  return cards;
}
