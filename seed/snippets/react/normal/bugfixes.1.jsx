// Before: setCoins(coins + 5), and the bonus was lost.
function collect(bonus) {
  setCoins((coins) => coins + 5);
  setCoins((purse) => purse + bonus);
  playSound("clink");
}
