/** The tutorial of the first run in a browser: three prompts, each shown until it was followed once. */

/** The key in local storage that is set when the tutorial is finished. */
const STORAGE_KEY = "pro-dev.taught";

type Lesson = "word" | "space" | "enter";

const TEXTS: Record<Lesson, string> = {
  word: "Type the underlined code to shoot.",
  space: "Space, and on with the next word.",
  enter: "Enter ends the line.",
};

function lessonFor(key: string): Lesson {
  if (key === " ") return "space";
  return key === "Enter" ? "enter" : "word";
}

function isFinished(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null;
  } catch {
    return true;
  }
}

export class Tutorial {
  #open = new Set<Lesson>(["word", "space", "enter"]);
  #shown: Lesson | undefined;
  #bubble: HTMLElement;

  private constructor(field: HTMLElement) {
    this.#bubble = document.createElement("p");
    this.#bubble.className = "coach";
    this.#bubble.setAttribute("role", "status");
    field.appendChild(this.#bubble);
  }

  /** Returns undefined when the tutorial was finished before. */
  static for(field: HTMLElement): Tutorial | undefined {
    return isFinished() ? undefined : new Tutorial(field);
  }

  /**
   * Shows the prompt for the next key.
   *
   * @param key the key that is expected now, empty when none is
   */
  show(key: string): void {
    if (this.#open.size === 0) return;
    const lesson = key === "" ? undefined : lessonFor(key);
    // Another lesson is due, so the prompt was followed.
    if (this.#shown && lesson && lesson !== this.#shown) this.#open.delete(this.#shown);
    this.#shown = lesson && this.#open.has(lesson) ? lesson : undefined;
    const text = this.#shown ? TEXTS[this.#shown] : "";
    if (this.#bubble.textContent !== text) this.#bubble.textContent = text;
    if (this.#open.size === 0) this.#finish();
  }

  #finish(): void {
    this.#bubble.remove();
    try {
      localStorage.setItem(STORAGE_KEY, "1");
    } catch {
      // Without storage the tutorial is shown again next time.
    }
  }

  remove(): void {
    this.#bubble.remove();
  }
}
