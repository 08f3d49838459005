export class TwoWayMap {
  #forward = new Map();
  #backward = new Map();

  link(name, code) {
    this.#forward.set(name, code);
    this.#backward.set(code, name);
    return this;
  }

  codeOf = (name) => this.#forward.get(name);
  nameOf = (code) => this.#backward.get(code);
}
