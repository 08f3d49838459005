const f = vi.fn();
const bell =
  <Bell on={f} />;
beforeEach(() => {
  f.mockReset();
  render(bell);
});
it("rings", ring);
