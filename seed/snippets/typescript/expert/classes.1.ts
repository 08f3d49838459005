abstract class Shape {
  abstract readonly name: string;
  abstract area(): number;

  compare(other: Shape): number {
    return this.area() - other.area();
  }
  toString(): string {
    const size = this.area().toFixed(2);
    return `${this.name} (${size})`;
  }
}

class Circle extends Shape {
  override readonly name = "circle";
  constructor(private readonly radius: number) {
    super();
  }
  override area(): number {
    return Math.PI * this.radius ** 2;
  }
}
