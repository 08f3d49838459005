test("pop", () => {
  stack.push("egg");
  expect(stack.pop())
    .toBe("egg");
  expect(stack.size)
    .toBe(0);
});
