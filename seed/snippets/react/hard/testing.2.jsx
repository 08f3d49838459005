afterEach(() => vi.useRealTimers());

test("the egg timer rings after six minutes", () => {
  vi.useFakeTimers();
  const ring = vi.fn();
  render(<EggTimer minutes={6} onRing={ring} />);

  act(() => vi.advanceTimersByTime(359_000));
  expect(ring).not.toHaveBeenCalled();
  // Soft eggs need patience.
  act(() => vi.advanceTimersByTime(1_000));
  expect(ring).toHaveBeenCalledTimes(1);
});
