// The Luhn check: catches most typos, no thieves
function isCardNumber(text: string): boolean {
  const digits = [...text.replaceAll(" ", "")].map(Number).reverse();
  let sum = 0;
  for (const [place, digit] of digits.entries()) {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum > 0 && sum % 10 === 0;
}
