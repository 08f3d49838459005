const row = [7, 8];
row.push(9);
row.unshift(6);
let sum = row[0];
sum += row.at(-1);
console.log(sum);
