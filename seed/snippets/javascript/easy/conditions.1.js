let lives = 3;
if (hit) {
  lives -= 1;
}
if (lives === 0) {
  endGame();
}
