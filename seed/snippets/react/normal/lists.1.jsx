players.sort((a, b) => b.score - a.score);

let ranking = players.map((player, index) => (
  <li key={player.id}>
    {index + 1}. {player.name}: {player.score}
  </li>
));
