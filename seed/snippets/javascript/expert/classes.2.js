// A Map remembers the order of its keys: the first is the stalest
class ThumbnailCache {
  #pictures = new Map();

  constructor(capacity = 100) {
    this.capacity = capacity;
  }

  take(name) {
    const picture = this.#pictures.get(name);
    if (!picture) return null;
    this.#pictures.delete(name);
    this.#pictures.set(name, picture);
    return picture;
  }

  keep(name, picture) {
    this.#pictures.delete(name);
    this.#pictures.set(name, picture);
    if (this.#pictures.size <= this.capacity) return;
    const [stalest] = this.#pictures.keys();
    this.#pictures.delete(stalest);
  }
}
