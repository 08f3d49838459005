function check(s) {
  if (!s) {
    return "Empty";
  }
  if (s.length < 3) {
    return "Short";
  }
  // All is well.
  return null;
}
