class Money {
  private constructor(readonly cents: bigint) {}

  static parse(text: string): Money {
    const [units = "0", cents = ""] = text.split(".");
    return new Money(BigInt(units + cents.padEnd(2, "0").slice(0, 2)));
  }
  plus(other: Money): Money {
    return new Money(this.cents + other.cents);
  }
}
export const lunch = Money.parse("7.50").plus(Money.parse("2"));
