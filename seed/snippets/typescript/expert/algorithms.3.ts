/** Places queens so that none attacks another; one column a row. */
function placeQueens(size: number, placed: number[] = []): number[][] {
  const row = placed.length;
  if (row === size) return [placed];

  const solutions: number[][] = [];
  for (let column = 0; column < size; column++) {
    const attacked = placed.some((other, above) => {
      const distance = Math.abs(other - column);
      return distance === 0 || distance === row - above;
    });
    if (attacked) continue;
    const deeper = placeQueens(size, [...placed, column]);
    solutions.push(...deeper);
  }
  return solutions;
}
console.log(`${placeQueens(8).length} ways to keep the peace`);
