/** Writes announcements into live regions, at a pace at which screen readers can read them. */

/** Milliseconds between two announcements, and before the first. */
const INTERVAL = 1_600;
const FIRST_DELAY = 120;

/** One live region. Of texts that come faster than they can be read, it takes only the latest. */
class LiveRegion {
  #region: HTMLElement;
  #latest: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(text: string): void {
    this.#latest = text;
    this.#timer ??= setTimeout(() => this.#speak(), FIRST_DELAY);
  }

  #speak(): void {
    this.#timer = undefined;
    if (this.#latest === undefined) return;
    this.#region.textContent = this.#latest;
    this.#latest = undefined;
    this.#timer = setTimeout(() => this.#speak(), INTERVAL);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}

/** A polite region for progress, and an assertive one for danger. */
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
