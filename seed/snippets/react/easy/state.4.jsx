function swap() {
  setWhite(black);
  setBlack(white);
  // New game.
  setMoves([]);
  startClock();
}
