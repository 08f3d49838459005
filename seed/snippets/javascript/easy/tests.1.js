test("inc", () => {
  const n = inc(4);
  equal(n, 5);
  const m = inc(-1);
  equal(m, 0);
});
