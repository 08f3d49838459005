function io(n, a) {
  if (a === "in") {
    return n + 5;
  }
  if (a === "out") {
    return n - 5;
  }
  return n;
}
