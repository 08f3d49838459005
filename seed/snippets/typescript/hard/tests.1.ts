describe("the vending machine", () => {
  it("keeps the coin when it is out of crisps", () => {
    const machine = new VendingMachine({ crisps: 0 });
    machine.insert(100);
    expect(() => machine.press("crisps")).toThrow("Sold out");
    expect(machine.credit).toBe(100);
  });
  it("has a cola for whoever gives it a pat", () => {
    expect(new VendingMachine({}).pat()).toBe("cola");
  });
});
