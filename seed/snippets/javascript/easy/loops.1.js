let bill = 0;
let round = 1;
while (round < 4) {
  bill += round * 5;
  round += 1;
}
console.log(bill);
