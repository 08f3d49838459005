// was: price || 5
const cost =
  price ?? 5;
// a gift costs 0
ask(cost);
pay(cost);
