test("adds a task to the list", async () => {
  const user = userEvent.setup();
  const { getByRole, getByText } = render(<TaskList tasks={[]} />);
  const field = getByRole("textbox");
  const button = getByRole("button");

  await user.type(field, "Water the plants");
  await user.click(button);
  expect(getByText("Water the plants")).toBeVisible();
});
