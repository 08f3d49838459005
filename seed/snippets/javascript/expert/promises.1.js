class Semaphore {
  #queue = [];
  #free;

  constructor(slots) {
    this.#free = slots;
  }

  async acquire() {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise((wake) => this.#queue.push(wake));
  }

  release() {
    const wake = this.#queue.shift();
    if (wake) wake();
    else this.#free += 1;
  }
}
