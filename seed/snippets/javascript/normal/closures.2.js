const multiply = (factor) => (value) => value * factor;
const double = multiply(2);
const toCents = multiply(100);
const prices = [4.5, 0.99].map(toCents);
console.log(prices, double(21));
