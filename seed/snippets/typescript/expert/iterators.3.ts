export class Lazy<T> implements Iterable<T> {
  constructor(private readonly source: Iterable<T>) {}

  static *count(from = 0): Generator<number> {
    for (let n = from; ; n++) yield n;
  }
  map<R>(change: (value: T) => R): Lazy<R> {
    const { source } = this;
    function* mapped() {
      for (const value of source) yield change(value);
    }
    return new Lazy(mapped());
  }
  find(test: (value: T) => boolean): T | undefined {
    for (const value of this) if (test(value)) return value;
    return undefined;
  }
  [Symbol.iterator](): Iterator<T> {
    return this.source[Symbol.iterator]();
  }
}
const squares = new Lazy(Lazy.count(1)).map((n) => n * n);
console.log(squares.find((square) => square > 2024));
