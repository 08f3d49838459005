/**
 * Teaches by doing, in the first run on a browser: three prompts, each until it
 * was followed once, and never again.
 */
const TAUGHT = "pro-dev.taught";

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

function remembered(): boolean {
  try {
    return localStorage.getItem(TAUGHT) !== null;
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

  /** Nobody, where the lessons were learned before. */
  static for(field: HTMLElement): Tutorial | undefined {
    return remembered() ? undefined : new Tutorial(field);
  }

  /** @param key the one that is expected now, empty when none is */
  show(key: string): void {
    if (this.#open.size === 0) return;
    const lesson = key === "" ? undefined : lessonFor(key);
    // Followed: what was asked for is not asked for any more.
    if (this.#shown && lesson && lesson !== this.#shown) this.#open.delete(this.#shown);
    this.#shown = lesson && this.#open.has(lesson) ? lesson : undefined;
    const text = this.#shown ? TEXTS[this.#shown] : "";
    if (this.#bubble.textContent !== text) this.#bubble.textContent = text;
    if (this.#open.size === 0) this.#graduate();
  }

  #graduate(): void {
    this.#bubble.remove();
    try {
      localStorage.setItem(TAUGHT, "1");
    } catch {
      // Taught again next time.
    }
  }

  remove(): void {
    this.#bubble.remove();
  }
}
