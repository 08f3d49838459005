it("refuses an empty cart", async () => {
  const cart = new Cart([]);
  await expect(checkOut(cart)).rejects.toThrow("empty");
  expect(cart.isOpen).toBe(true);
});
