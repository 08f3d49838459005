/** Tells screen readers what matters, at a pace at which it can be heard. */

/** Milliseconds between two announcements, and before the first of several. */
const PACE = 1_600;
const GATHER = 120;

/** One live region: of what comes faster than it can be said, only the latest is. */
class LiveRegion {
  #region: HTMLElement;
  #latest: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(text: string): void {
    this.#latest = text;
    this.#timer ??= setTimeout(() => this.#speak(), GATHER);
  }

  #speak(): void {
    this.#timer = undefined;
    if (this.#latest === undefined) return;
    this.#region.textContent = this.#latest;
    this.#latest = undefined;
    this.#timer = setTimeout(() => this.#speak(), PACE);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}

/** Progress waits its turn; danger interrupts. */
export class LiveRegions {
  #progress: LiveRegion;
  #danger: LiveRegion;

  constructor(polite: HTMLElement, assertive: HTMLElement) {
    this.#progress = new LiveRegion(polite);
    this.#danger = new LiveRegion(assertive);
  }

  say(text: string, urgent = false): void {
    (urgent ? this.#danger : this.#progress).say(text);
  }

  destroy(): void {
    this.#progress.destroy();
    this.#danger.destroy();
  }
}
