test("the baker is called once per order", (context) => {
  const baker = context.mock.fn((kind) => `warm ${kind}`);
  const shop = new Shop({ baker });
  const bread = shop.order("rye");
  assert.equal(bread, "warm rye");
  assert.equal(baker.mock.callCount(), 1);
  const [call] = baker.mock.calls;
  assert.deepEqual(call.arguments, ["rye"]);
});
