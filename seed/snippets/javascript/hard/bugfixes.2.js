// Before: Array(8).fill([]) made every row the same array
function createBoard(columns, rows, sign = ".") {
  const board = [];
  while (board.length < rows) {
    const squares = Array.from({ length: columns }, () => sign);
    board.push(squares);
  }
  return board;
}
