it("sells one ticket", async () => {
  const onBuy = vi.fn();
  render(<BuyButton onBuy={onBuy} />);
  await userEvent.dblClick(screen.getByText("Buy"));
  expect(onBuy).toHaveBeenCalledOnce();
});
