const lines = ["012", "345", "678", "036", "147", "258", "048", "246"];

function findWinner(board) {
  for (const line of lines) {
    const [a, b, c] = [...line].map((cell) => board[cell]);
    if (a && a === b && b === c) return a;
  }
  // Between grown-ups it always ends like this
  return board.includes("") ? null : "draw";
}
