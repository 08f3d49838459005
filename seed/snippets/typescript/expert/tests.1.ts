describe("the chess clock", () => {
  let now = 0;
  const clock = new ChessClock({ minutes: 3, time: () => now });

  it("runs only for the player to move", () => {
    clock.start("white");
    now += 20_000;
    expect(clock.left("white")).toBe(160_000);
    expect(clock.left("black")).toBe(180_000);
  });
  it("passes the turn when it is hit", () => {
    clock.hit();
    now += 5_000;
    expect(clock.left("white")).toBe(160_000);
    expect(clock.left("black")).toBe(175_000);
  });
  it("lets the flag fall", () => {
    now += 175_000;
    expect(clock.flagged).toBe("black");
  });
});
