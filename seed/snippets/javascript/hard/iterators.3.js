function* permutations(letters) {
  if (letters.length < 2) {
    yield letters;
    return;
  }
  for (const [index, letter] of letters.entries()) {
    const others = letters.toSpliced(index, 1);
    for (const tail of permutations(others)) yield [letter, ...tail];
  }
}
