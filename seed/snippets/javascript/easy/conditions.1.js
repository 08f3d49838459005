if (lives === 0 && !paused) {
  endGame(score);
}
