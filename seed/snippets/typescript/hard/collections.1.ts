class Bag<T> {
  readonly #counts = new Map<T, number>();

  add(item: T, times = 1): this {
    this.#counts.set(item, this.count(item) + times);
    return this;
  }
  count(item: T): number {
    return this.#counts.get(item) ?? 0;
  }
}
// Letters of a well-known word game
const tiles = new Bag<string>().add("E", 12).add("Q");
