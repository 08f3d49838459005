test("a bishop stays on its colour", () => {
  const bishop = new Bishop("c1");
  const targets = bishop.moves();
  expect(targets.every(isDark)).toBe(true);
});
