export function reveal(field, start) {
  const { mines, neighboursOf } = field;
  const open = new Set(field.open);
  const queue = [start];
  while (queue.length > 0) {
    const cell = queue.pop();
    if (open.has(cell)) continue;
    open.add(cell);
    if (mines.has(cell)) return { ...field, open, isLost: true };
    const near = neighboursOf(cell);
    const isSafe = near.every((other) => !mines.has(other));
    if (isSafe) queue.push(...near);
  }
  const isWon = open.size + mines.size === field.size;
  return { ...field, open, isWon };
}
