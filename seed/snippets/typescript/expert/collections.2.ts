class PriorityQueue<T> {
  #heap: { item: T; rank: number }[] = [];

  push(item: T, rank: number): void {
    let index = this.#heap.push({ item, rank }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#heap[parent].rank <= rank) break;
      this.#swap(index, parent);
      index = parent;
    }
  }
  peek(): T | undefined {
    return this.#heap.at(0)?.item;
  }
  #swap(a: number, b: number): void {
    const moved = this.#heap[a];
    this.#heap[a] = this.#heap[b];
    this.#heap[b] = moved;
  }
}
