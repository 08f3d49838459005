type Heap<T> = { item: T; rank: number; left?: Heap<T>; right?: Heap<T> };

/** A skew heap: the lower rank goes on top, and the branches swap. */
function merge<T>(a?: Heap<T>, b?: Heap<T>): Heap<T> | undefined {
  if (!a || !b) return a ?? b;
  const [top, other] = a.rank <= b.rank ? [a, b] : [b, a];
  const left = merge(top.right, other);
  return { ...top, left, right: top.left };
}

class PriorityQueue<T> {
  #heap?: Heap<T>;

  push(item: T, rank: number): void {
    this.#heap = merge(this.#heap, { item, rank });
  }
  pop(): T | undefined {
    const top = this.#heap;
    this.#heap = merge(top?.left, top?.right);
    return top?.item;
  }
}
const chores = new PriorityQueue<string>();
chores.push("Dust the globe", 9);
