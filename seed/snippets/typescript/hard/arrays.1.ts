type Grid = readonly (readonly string[])[];

function rotate(grid: Grid): string[][] {
  const [top = []] = grid;
  return top.map((_, column) => {
    const tiles = grid.map((row) => row[column] ?? " ");
    return tiles.reverse();
  });
}
const piece = rotate(["###".split(""), " # ".split("")]);
console.table(piece);
