// Place queens row by row; step back when a row has no free square
function* queens(size, placed = []) {
  const row = placed.length;
  if (row === size) {
    yield placed;
    return;
  }
  for (let column = 0; column < size; column += 1) {
    const attacked = placed.some((other, index) => {
      const distance = row - index;
      const sideways = Math.abs(other - column);
      return sideways === 0 || sideways === distance;
    });
    if (!attacked) yield* queens(size, [...placed, column]);
  }
}

const [solution] = queens(8);
console.log(solution.join(" "));
