it("says why the search failed", async () => {
  const fail = () => Promise.reject(new Error("The tower is silent"));
  render(<Flights search={fail} />);

  const button = screen.getByRole("button", { name: "Search" });
  await userEvent.click(button);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The tower is silent");
});
