class Counter {
  #sheep = 0;
  next(): string {
    return `${++this.#sheep} sheep, and counting`;
  }
}
