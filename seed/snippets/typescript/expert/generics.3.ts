class Token<T> {
  declare readonly type: T;
  constructor(readonly name: string) {}
}

export class Container {
  readonly #makers = new Map<Token<unknown>, () => unknown>();
  readonly #made = new Map<Token<unknown>, unknown>();

  bind<T>(token: Token<T>, make: (box: Container) => T): this {
    this.#makers.set(token, () => make(this));
    return this;
  }
  get<T>(token: Token<T>): T {
    if (!this.#made.has(token)) {
      const make = this.#makers.get(token);
      if (!make) throw new Error(`Nobody makes ${token.name}`);
      this.#made.set(token, make());
    }
    return this.#made.get(token) as T;
  }
}
