const even = numbers.filter((n) => n % 2 === 0);
const [smallest] = even.sort((a, b) => a - b);
