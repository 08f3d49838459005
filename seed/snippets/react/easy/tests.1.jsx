it("adds", () => {
  render(<Adder />);
  press("2");
  press("+");
  press("3");
  press("=");
  const n = total();
  expect(n).toBe(5);
});
