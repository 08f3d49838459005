// by Euclid
let a = 48;
let b = 36;
while (b > 0) {
  const r = a % b;
  a = b;
  b = r;
}
log("gcd", a);
