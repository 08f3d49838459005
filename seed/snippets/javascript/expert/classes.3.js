class Fraction {
  constructor(top, bottom = 1n) {
    if (bottom === 0n) throw new RangeError("Division by zero");
    const divisor = gcd(top, bottom);
    this.top = top / divisor;
    this.bottom = bottom / divisor;
  }

  plus(other) {
    const top = this.top * other.bottom + other.top * this.bottom;
    return new Fraction(top, this.bottom * other.bottom);
  }

  times({ top, bottom }) {
    return new Fraction(this.top * top, this.bottom * bottom);
  }

  toString() {
    return `${this.top}/${this.bottom}`;
  }
}
