// Luhn: one mistyped digit and the sum is off
function isCardNumber(digits) {
  const backwards = [...digits].map(Number).reverse();
  const weighted = backwards.map((digit, place) => {
    if (place % 2 === 0) return digit;
    return digit > 4 ? digit * 2 - 9 : digit * 2;
  });
  const checksum = weighted.reduce((sum, part) => sum + part, 0);
  return checksum % 10 === 0;
}
