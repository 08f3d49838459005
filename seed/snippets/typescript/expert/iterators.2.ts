export class Tree<T> implements Iterable<T> {
  private left?: Tree<T>;
  private right?: Tree<T>;
  constructor(readonly value: T) {}

  insert(value: T): void {
    const side = value < this.value ? "left" : "right";
    const branch = this[side];
    if (branch) branch.insert(value);
    else this[side] = new Tree(value);
  }

  *[Symbol.iterator](): Iterator<T> {
    if (this.left) yield* this.left;
    yield this.value;
    if (this.right) yield* this.right;
  }
}
