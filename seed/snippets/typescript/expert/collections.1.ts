export class LruCache<K, V> {
  readonly #map = new Map<K, V>();
  constructor(private readonly limit: number) {}

  get(key: K): V | undefined {
    const value = this.#map.get(key);
    if (value === undefined) return undefined;
    this.#map.delete(key);
    this.#map.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#map.delete(key);
    // A map keeps the order of insertion, so the first key is the oldest
    for (const oldest of this.#map.keys()) {
      if (this.#map.size < this.limit) break;
      this.#map.delete(oldest);
    }
    this.#map.set(key, value);
  }
}
