// halts, we guess
let k = 27;
while (k > 1) {
  log(k);
  if (isEven(k))
    k /= 2;
  else k = up(k);
}
