function fee(age) {
  if (age < 6) {
    return 0;
  }
  if (age > 65) {
    return 4;
  }
  return 9;
}
