enum Suit {
  Clubs = "C",
  Hearts = "H",
}
const trump =
  Suit.Hearts;
// bad luck for Bo
deal(13, trump);
