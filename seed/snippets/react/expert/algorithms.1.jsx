const around = [-1, 0, 1];

function countNear(grid, x, y) {
  let count = -grid[y][x];
  for (const dy of around) {
    for (const dx of around) count += grid[y + dy]?.[x + dx] ?? 0;
  }
  return count;
}

// Conway: three give birth, two let live.
function nextGeneration(grid) {
  const toNext = (isAlive, x, y) => {
    const count = countNear(grid, x, y);
    return Number(count === 3 || (isAlive === 1 && count === 2));
  };
  return grid.map((row, y) => row.map((cell, x) => toNext(cell, x, y)));
}

export const useLife = (seed) => useReducer(nextGeneration, seed);
