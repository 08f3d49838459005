type Mark = "X" | "O" | null;
const lines = ["012", "345", "678", "036", "147", "258", "048", "246"];

export function winner(board: readonly Mark[]): Mark | "draw" {
  for (const line of lines) {
    const [a, b, c] = [...line].map((square) => board[Number(square)]);
    if (a && a === b && b === c) return a;
  }
  return board.includes(null) ? null : "draw";
}

function threats(board: readonly Mark[], mark: "X" | "O"): number[] {
  const free = [...board.keys()].filter((square) => board[square] === null);
  return free.filter((square) => {
    const after = board.with(square, mark);
    return winner(after) === mark;
  });
}
// Two threats at once are called a fork, and hurt as much
export const isFork = (board: Mark[]) => threats(board, "X").length > 1;
