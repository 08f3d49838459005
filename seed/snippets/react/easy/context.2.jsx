function Nest() {
  const dark =
    useContext(Night);
  if (dark) {
    return <Owl />;
  }
  // Asleep by day.
  return null;
}
