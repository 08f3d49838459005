// Rows become columns, as in a spreadsheet
function transpose(grid) {
  const [top] = grid;
  return top.map((_, x) => grid.map((row) => row[x]));
}
