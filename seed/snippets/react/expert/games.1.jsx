const LINES = "012 345 678 036 147 258 048 246".split(" ");
const START = { board: Array(9).fill(""), player: "x", winner: "" };

// A full row ends the game at once.
function turn(game, square) {
  const { board, player, winner } = game;
  if (winner || board[square]) return game;
  const next = board.with(square, player);
  const isWin = (line) => [...line].every((i) => next[i] === player);
  if (LINES.some(isWin)) return { ...game, board: next, winner: player };
  return { board: next, player: player === "x" ? "o" : "x", winner };
}

export function TicTacToe() {
  const [game, play] = useReducer(turn, START);
  const squares = game.board.map((mark, i) => (
    <Square key={i} mark={mark} onClick={() => play(i)} />
  ));
  return <Grid title={game.winner}>{squares}</Grid>;
}
