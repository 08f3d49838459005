// Nothing happens until somebody asks for the first value
export class Lazy {
  constructor(source) {
    this.source = source;
  }

  *[Symbol.iterator]() {
    yield* this.source;
  }

  #with(stage) {
    return new Lazy(stage(this.source));
  }

  map(change) {
    return this.#with(function* mapped(inputs) {
      for (const input of inputs) yield change(input);
    });
  }

  filter(isWanted) {
    return this.#with(function* kept(inputs) {
      for (const guess of inputs) if (isWanted(guess)) yield guess;
    });
  }
}
