function Ranking({ players }) {
  const best = players.toSorted((a, b) => b.score - a.score);
  return best.map(({ id, name }, index) => (
    <li key={id} value={index + 1}>{name}</li>
  ));
}
