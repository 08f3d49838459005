export class CircuitBreaker {
  failures = 0;
  openUntil = 0;

  constructor(action, limit = 5, pause = 10_000) {
    Object.assign(this, { action, limit, pause });
  }

  async call(...args) {
    if (Date.now() < this.openUntil) throw new Error("Circuit open");
    try {
      const result = await this.action(...args);
      this.failures = 0;
      return result;
    } catch (error) {
      this.failures += 1;
      if (this.failures >= this.limit) {
        this.openUntil = Date.now() + this.pause;
      }
      throw error;
    }
  }
}
