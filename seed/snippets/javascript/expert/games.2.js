// Conway's Game of Life on an endless board: a set of "x,y" keys
export function nextGeneration(alive) {
  const crowd = new Map();
  for (const cell of alive) {
    const [x, y] = cell.split(",").map(Number);
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        if (dx === 0 && dy === 0) continue;
        const place = `${x + dx},${y + dy}`;
        crowd.set(place, (crowd.get(place) ?? 0) + 1);
      }
    }
  }
  const born = new Set();
  for (const [place, neighbors] of crowd) {
    const stays = neighbors === 2 && alive.has(place);
    if (stays || neighbors === 3) born.add(place);
  }
  return born;
}
