// More pianists than pianos: some have to wait
export class Semaphore {
  #queue = [];
  #free;

  constructor(slots) {
    this.#free = slots;
  }

  async run(task) {
    if (this.#free === 0) {
      const { promise, resolve } = Promise.withResolvers();
      this.#queue.push(resolve);
      await promise;
    } else {
      this.#free -= 1;
    }
    try {
      return await task();
    } finally {
      const wake = this.#queue.shift();
      if (wake) wake();
      else this.#free += 1;
    }
  }
}
