class Fraction {
  readonly top: number;
  readonly bottom: number;

  constructor(top: number, bottom = 1) {
    if (bottom === 0) throw new RangeError("Not even the Greeks");
    const shared = Fraction.#divisor(Math.abs(top), Math.abs(bottom));
    this.top = (Math.sign(bottom) * top) / shared;
    this.bottom = Math.abs(bottom) / shared;
  }
  static #divisor(a: number, b: number): number {
    return b === 0 ? a : Fraction.#divisor(b, a % b);
  }
  plus({ top, bottom }: Fraction): Fraction {
    const sum = this.top * bottom + top * this.bottom;
    return new Fraction(sum, this.bottom * bottom);
  }
  get text(): string {
    return this.bottom === 1 ? `${this.top}` : `${this.top}/${this.bottom}`;
  }
}
