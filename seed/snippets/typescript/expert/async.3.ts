export class TokenBucket {
  #tokens: number;
  #filledAt = Date.now();

  constructor(
    private readonly size: number,
    private readonly perSecond: number,
  ) {
    this.#tokens = size;
  }
  take(cost = 1): boolean {
    this.#refill();
    if (cost > this.#tokens) return false;
    this.#tokens -= cost;
    return true;
  }
  #refill(): void {
    const now = Date.now();
    const gained = ((now - this.#filledAt) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.size, this.#tokens + gained);
    this.#filledAt = now;
  }
}
