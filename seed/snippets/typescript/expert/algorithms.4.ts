type Cell = `${number},${number}`;
const around = [-1, 0, 1];

function neighbours(cell: Cell): Cell[] {
  const [x, y] = cell.split(",").map(Number);
  const block = around.flatMap((dx) =>
    around.map((dy): Cell => `${x + dx},${y + dy}`),
  );
  return block.filter((other) => other !== cell);
}

export function evolve(alive: ReadonlySet<Cell>): Set<Cell> {
  const candidates = new Set([...alive, ...[...alive].flatMap(neighbours)]);
  const next = new Set<Cell>();
  for (const cell of candidates) {
    const count = neighbours(cell).filter((near) => alive.has(near)).length;
    if (count === 3 || (count === 2 && alive.has(cell))) next.add(cell);
  }
  return next;
}
