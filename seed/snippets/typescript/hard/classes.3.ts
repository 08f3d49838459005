class Stopwatch {
  #startedAt = performance.now();
  readonly laps: number[] = [];

  lap(): number {
    // Monotonic, so that setting the clock cannot win races
    const now = performance.now();
    const lap = now - this.#startedAt;
    this.laps.push(lap);
    this.#startedAt = now;
    return lap;
  }
}
