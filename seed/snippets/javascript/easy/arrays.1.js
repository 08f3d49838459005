numbers.push(7, 8, 9);
const last = numbers.at(-1);
