describe("useStopwatch", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const start = () => renderHook(() => useStopwatch()).result;
  const wait = (ms) => act(() => vi.advanceTimersByTime(ms));

  it("stands still until it is started", () => {
    const watch = start();
    wait(5_000);
    expect(watch.current.elapsed).toBe(0);
  });
  it("keeps the laps of the runner", () => {
    const runner = start();
    act(() => runner.current.start());
    wait(61_000);
    act(() => runner.current.lap());
    expect(runner.current.laps).toEqual(["1:01"]);
  });
});
