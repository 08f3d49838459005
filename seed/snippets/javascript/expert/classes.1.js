class EventBus {
  #topics = new Map();

  on(event, handler) {
    const list = this.#topics.get(event) ?? [];
    this.#topics.set(event, [...list, handler]);
    return () => this.off(event, handler);
  }

  off(event, handler) {
    const entries = this.#topics.get(event) ?? [];
    const rest = entries.filter((entry) => entry !== handler);
    this.#topics.set(event, rest);
  }

  emit(event, ...args) {
    for (const handler of this.#topics.get(event) ?? []) {
      handler(...args);
    }
  }
}
