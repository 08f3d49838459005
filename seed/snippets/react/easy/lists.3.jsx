function Team(p) {
  const { crew } = p;
  if (!crew.length) {
    return "Nobody";
  }
  // Now smile.
  const cards =
    crew.map(toCard);
  return cards;
}
