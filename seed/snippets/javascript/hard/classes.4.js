class FlightRecorder {
  #next = 0;

  constructor(capacity) {
    this.capacity = capacity;
    this.entries = [];
  }

  write(entry) {
    // The oldest entry makes room
    this.entries[this.#next] = entry;
    this.#next = (this.#next + 1) % this.capacity;
  }
}
