const cases = [
  { sheep: 1, text: "1 sheep" },
  { sheep: 42, text: "42 sheep" },
  { sheep: 1000, text: "Zzz" },
];

describe("SheepCounter", () => {
  it.each(cases)("says $text", ({ sheep, text }) => {
    render(<SheepCounter sheep={sheep} />);
    const status = screen.getByRole("status");
    expect(status).toHaveTextContent(text);
  });

  it("counts the sheep that jump later", async () => {
    const { rerender } = render(<SheepCounter sheep={2} />);
    rerender(<SheepCounter sheep={3} />);
    const later = await screen.findByText("3 sheep");
    expect(later).toBeVisible();
  });
});
