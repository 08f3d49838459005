class TimedCache {
  #data = new Map();

  constructor(lifetime = 60_000) {
    this.lifetime = lifetime;
  }

  get(key) {
    const entry = this.#data.get(key);
    if (!entry) return undefined;
    if (entry.expires > Date.now()) return entry.value;
    this.#data.delete(key);
    return undefined;
  }

  set(key, value) {
    // Milk, bread and sessions: all of them go off
    const expires = Date.now() + this.lifetime;
    this.#data.set(key, { value, expires });
  }
}
