function divide(cake, guests) {
  if (guests === 0) {
    throw new RangeError("Eat it alone");
  }
  return cake / guests;
}
