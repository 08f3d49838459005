function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length < 2) {
    yield [...items];
    return;
  }
  for (const [index, chosen] of items.entries()) {
    const rest = items.toSpliced(index, 1);
    for (const tail of permutations(rest)) yield [chosen, ...tail];
  }
}
const bells = [...permutations(["ding", "dong", "bong"])];
