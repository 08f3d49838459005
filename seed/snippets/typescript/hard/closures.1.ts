function createBudget(limit: number) {
  let spent = 0;
  const left = () => limit - spent;
  function spend(amount: number, what: string): void {
    if (amount > left()) throw new RangeError(`No money for ${what}`);
    spent += amount;
  }
  return { left, spend };
}
const holiday = createBudget(900);
holiday.spend(640, "flights");
holiday.spend(holiday.left(), "ice cream");
