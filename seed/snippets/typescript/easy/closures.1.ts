let coins = 0;
function insert() {
  coins += 1;
  log(coins);
}
insert();
insert();
