const costs = { tea: 3, jam: 5, pie: 7 };
const pairs = Object.entries(costs);
const cheap = pairs.filter(([, cost]) => cost < 6);
const menu = Object.fromEntries(cheap);
console.log(menu);
