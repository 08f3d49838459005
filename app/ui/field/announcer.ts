/** Tells screen readers what matters, at a pace at which it can be heard. */

/** Milliseconds between two announcements. */
const PACE = 1_600;

/** A danger is said before anything else; of the rest only the latest. */
export class Announcer {
  #region: HTMLElement;
  #urgent: string | undefined;
  #latest: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(text: string, urgent = false): void {
    if (urgent) this.#urgent = text;
    else this.#latest = text;
    this.#timer ??= setTimeout(() => this.#speak(), 120);
  }

  #speak(): void {
    const text = this.#urgent ?? this.#latest;
    if (text === undefined) {
      this.#timer = undefined;
      return;
    }
    if (this.#urgent === undefined) this.#latest = undefined;
    this.#urgent = undefined;
    this.#region.textContent = text;
    this.#timer = setTimeout(() => this.#speak(), PACE);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}
