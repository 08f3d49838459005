describe("the chess clock", () => {
  let now = 0;
  let clock: ChessClock;
  beforeEach(() => {
    clock = new ChessClock({ minutes: 3, time: () => now });
    clock.start("white");
  });

  it("runs only for the player to move", () => {
    now += 20_000;
    expect(clock.left("white")).toBe(160_000);
    expect(clock.left("black")).toBe(180_000);
  });
  it("passes the turn when it is hit", () => {
    clock.hit();
    now += 5_000;
    expect(clock.left("white")).toBe(180_000);
    expect(clock.left("black")).toBe(175_000);
  });
  it("lets the flag fall", () => {
    now += 180_000;
    expect(clock.flagged).toBe("white");
  });
});
