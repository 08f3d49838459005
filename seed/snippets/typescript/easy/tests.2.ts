it("rings", () => {
  const fn = mock();
  ringBell(fn);
  ringBell(fn);
  expect(fn.calls)
    .toBe(2);
});
