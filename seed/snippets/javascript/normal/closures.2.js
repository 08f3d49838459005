const multiply = (factor) => (value) => value * factor;
const double = multiply(2);
const toGrams = multiply(1000);
const loads = [0.25, 1.5].map(toGrams);
console.log(loads, double(21));
