let score = 0;
let level = 1;
score += 10;
level += 1;
score *= level;
console.log(score);
