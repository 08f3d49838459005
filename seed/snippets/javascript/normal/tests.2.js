describe("the parking meter", () => {
  it("refuses buttons", () => {
    const meter = createMeter();
    expect(() => meter.insert("button")).toThrow("No coin");
  });
});
