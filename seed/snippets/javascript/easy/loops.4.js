// Frog in a well
let jumps = 0;
let depth = 90;
while (depth > 9) {
  depth /= 3;
  jumps += 1;
}
log(jumps);
