// The queen naps.
function Chess() {
  const a = <Rook />;
  const b = <Pawn />;
  const row =
    <p>{a}{b}{a}</p>;
  return row;
}
