function Tea(p) {
  const { milk } = p;
  if (milk) {
    return <Latte />;
  }
  // Mint it is.
  return <Mint />;
}
