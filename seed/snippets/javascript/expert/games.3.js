// Minesweeper: an empty square opens all its neighbors
function reveal(field, row, column) {
  const square = field[row]?.[column];
  if (!square || square.open || square.flag) return 0;
  square.open = true;
  if (square.mine) throw new Error("Boom");
  if (square.hint > 0) return 1;
  let opened = 1;
  for (let down = -1; down <= 1; down += 1) {
    for (let right = -1; right <= 1; right += 1) {
      opened += reveal(field, row + down, column + right);
    }
  }
  return opened;
}
