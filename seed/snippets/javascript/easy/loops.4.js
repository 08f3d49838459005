// Frog in a well
let days = 0;
let depth = 9;
while (depth > 0) {
  // It slips a bit
  depth += 1;
  depth -= 3;
  days += 1;
}
log(days);
