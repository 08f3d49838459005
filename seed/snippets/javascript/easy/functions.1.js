function square(number) {
  return number ** 2;
}
