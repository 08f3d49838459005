// A small pine tree for the terminal
for (let row = 1; row <= 9; row += 2) {
  const needles = "*".repeat(row);
  const width = 4 + (row + 1) / 2;
  console.log(needles.padStart(width));
}
