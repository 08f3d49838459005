describe("Quiz", () => {
  const user = userEvent.setup();
  const question = { text: "2 + 3 = ?", options: ["4", "5"] };

  it("shows every option as a button", () => {
    const { getAllByRole } = render(<Quiz question={question} />);
    const { length } = getAllByRole("button");
    expect(length).toBe(2);
  });

  it("reports the picked option", async () => {
    const onPick = vi.fn();
    const quiz = <Quiz question={question} onPick={onPick} />;
    const { getByText } = render(quiz);
    const button = getByText("5");
    await user.click(button);
    expect(onPick).toHaveBeenCalledWith("5");
  });
});
