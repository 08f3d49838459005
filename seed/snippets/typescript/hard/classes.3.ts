class Stopwatch {
  #startedAt = performance.now();
  readonly laps: number[] = [];

  lap(): number {
    const now = performance.now();
    // Monotonic, so that summer time cannot win races
    const lap = now - this.#startedAt;
    this.laps.push(lap);
    this.#startedAt = now;
    return lap;
  }
}
