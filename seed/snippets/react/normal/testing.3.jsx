it("counts down to lift-off", () => {
  const { result } = renderHook(() => useCountdown(2));
  // A second later.
  act(() => result.current.tick());
  expect(result.current.seconds).toBe(1);
});
