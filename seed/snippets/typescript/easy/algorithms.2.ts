// halts, we guess
let k = 27;
while (k > 1) {
  log(k);
  k = isEven(k)
    ? k / 2
    : 3 * k + 1;
}
log("it did");
