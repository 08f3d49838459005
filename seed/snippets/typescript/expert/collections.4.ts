/** Keeps the newest values, and forgets the rest without moving them. */
export class RingBuffer<T> {
  readonly #slots: T[] = [];
  #next = 0;
  constructor(readonly capacity: number) {}

  add(value: T): void {
    this.#slots[this.#next] = value;
    this.#next = (this.#next + 1) % this.capacity;
  }
  toArray(): T[] {
    const newest = this.#slots.slice(0, this.#next);
    const older = this.#slots.slice(this.#next);
    return [...older, ...newest];
  }
}

const seismograph = new RingBuffer<number>(3);
for (const tremor of [0.1, 0.4, 5.2, 0.3]) seismograph.add(tremor);
console.log(Math.max(...seismograph.toArray()));
