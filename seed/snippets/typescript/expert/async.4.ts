export class Channel<T> {
  #values: T[] = [];
  #wake = Promise.withResolvers<boolean>();
  #closed = false;

  send(value: T): void {
    this.#values.push(value);
    this.#wake.resolve(true);
  }
  close(): void {
    this.#closed = true;
    this.#wake.resolve(true);
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    while (!this.#closed || this.#values.length > 0) {
      await this.#wake.promise;
      const batch = this.#values.splice(0);
      if (!this.#closed) this.#wake = Promise.withResolvers();
      yield* batch;
    }
  }
}
