test("an empty basket costs nothing", () => {
  const basket = new Basket();
  assert.equal(basket.total, 0);
  assert.deepEqual(basket.items, []);
});
