function editDistance(source, target) {
  let previous = [...Array(target.length + 1).keys()];
  for (let row = 1; row <= source.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= target.length; column += 1) {
      const same = source[row - 1] === target[column - 1];
      const replace = previous[column - 1] + (same ? 0 : 1);
      const remove = previous[column] + 1;
      const insert = current[column - 1] + 1;
      const cost = Math.min(replace, remove, insert);
      current.push(cost);
    }
    previous = current;
  }
  return previous.at(-1);
}
