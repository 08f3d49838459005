/** How many keystrokes turn one word into the other. */
export function editDistance(from: string, to: string): number {
  const target = [...to];
  let previous = [0, ...target.map((_, index) => index + 1)];

  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of target.entries()) {
      const replace = previous[column] + (letter === other ? 0 : 1);
      const remove = previous[column + 1] + 1;
      const insert = current[column] + 1;
      current.push(Math.min(replace, remove, insert));
    }
    previous = current;
  }
  return previous[target.length];
}
console.assert(editDistance("kitten", "sitting") === 3);
