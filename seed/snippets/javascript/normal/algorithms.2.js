let [rabbits, next] = [1, 1];
for (let month = 1; month < 12; month += 1) {
  [rabbits, next] = [next, rabbits + next];
}
console.log(`${rabbits} pairs after a year`);
