function gcd(a, b) {
  if (b === 0) return a;
  return gcd(b, a % b);
}

const shared = gcd(1920, 1080);
console.log(1920 / shared, 1080 / shared);
