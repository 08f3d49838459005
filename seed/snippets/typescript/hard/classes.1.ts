class Account {
  #balance = 0;
  constructor(readonly owner: string) {}

  get balance(): number {
    return this.#balance;
  }
  deposit(amount: number): this {
    if (amount <= 0) throw new RangeError("Amount must be positive");
    this.#balance += amount;
    return this;
  }
}
