test("greets the captain by name", () => {
  render(<Bridge captain="Ada" />);
  const greeting = screen.getByRole("heading");
  expect(greeting).toHaveTextContent("Aye, Captain Ada");
});
