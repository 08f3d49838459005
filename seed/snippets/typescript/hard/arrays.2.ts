type Song = { title: string; minutes: number };

// Fair shuffle; sorting by a random number is not one
function shuffle(songs: readonly Song[]): Song[] {
  const deck = [...songs];
  for (let end = deck.length - 1; end > 0; end--) {
    const pick = Math.floor(Math.random() * (end + 1));
    [deck[end], deck[pick]] = [deck[pick], deck[end]];
  }
  return deck;
}
