// Before: setCoins(coins + bonus) lost five.
function collect(bonus) {
  setCoins((coins) => coins + 5);
  setCoins((purse) => purse + bonus);
  playSound("clink");
}
