class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(job, job);
    this.#tail = turn;
    return turn;
  }
}
// One bathroom, four flatmates
const bathroom = new Mutex();
await Promise.all(flatmates.map((mate) => bathroom.run(mate.shower)));
