/**
 * The coach: a line on the field that teaches the keys in the first run of a browser, each prompt until it was followed
 * once, and introduces each kind of bug when it is met for the first time.
 */
import type { Engine } from "../../engine/engine.ts";
import { type GameEvent, type Kind, type State, targetOf } from "../../engine/state.ts";
import { KIND_LESSONS, KIND_NAMES, LATE_LESSON } from "../../ui/field/labels.ts";

/** The keys in local storage: set when the prompts are finished; the kinds that were introduced. */
const TAUGHT_KEY = "pro-dev.taught";
const MET_KEY = "pro-dev.met";

/** Milliseconds for which a kind is introduced. */
const INTRODUCTION_MS = 5_000;

type Lesson = "word" | "space" | "enter";
/** What is introduced when it is met for the first time: a kind, and a locked bug that comes too late. */
type Subject = Kind | "late";

const TEXTS: Record<Lesson, string> = {
  word: "Type the underlined code to shoot.",
  space: "Space, and on with the next word.",
  enter: "Enter ends the line.",
};

function lessonFor(key: string): Lesson {
  if (key === " ") return "space";
  return key === "Enter" ? "enter" : "word";
}

/** Returns what is stored; undefined where storage is forbidden. */
function read(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage it is shown again next time.
  }
}

export class Coach {
  /** The prompts that have not been followed yet. */
  #open = new Set<Lesson>(read(TAUGHT_KEY) === null ? ["word", "space", "enter"] : []);
  #shown: Lesson | undefined;
  #met = new Set((read(MET_KEY) ?? "").split(" ").filter(Boolean));
  #waiting: Subject[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #bubble: HTMLElement;
  #engine: Engine;

  constructor(frame: HTMLElement, engine: Engine) {
    this.#engine = engine;
    this.#bubble = document.createElement("p");
    this.#bubble.className = "coach";
    this.#bubble.setAttribute("role", "status");
    (frame.firstElementChild ?? frame).appendChild(this.#bubble);
  }

  /**
   * Shows the prompt for the next key.
   *
   * @param key the key that is expected now, empty when none is
   */
  prompt(key: string): void {
    if (this.#open.size === 0) return;
    const lesson = key === "" ? undefined : lessonFor(key);
    // Another lesson is due, so the prompt was followed.
    if (this.#shown && lesson && lesson !== this.#shown) this.#open.delete(this.#shown);
    this.#shown = lesson && this.#open.has(lesson) ? lesson : undefined;
    const text = this.#shown ? TEXTS[this.#shown] : "";
    if (this.#bubble.textContent !== text) this.#bubble.textContent = text;
    if (this.#open.size > 0) return;
    store(TAUGHT_KEY, "1");
    this.#introduceNext();
  }

  /** Introduces what is met for the first time, one after the other. */
  meet(state: State, events: readonly GameEvent[]): void {
    for (const event of events) {
      if (event.type !== "spawn") continue;
      this.#enqueue(state.bugs.find(({ id }) => id === event.bug)?.kind);
    }
    const target = targetOf(state);
    if (target && !this.#engine.canReach(state, target)) this.#enqueue("late");
    if (this.#waiting.length > 0 && this.#timer === undefined) this.#introduceNext();
  }

  #enqueue(subject: Subject | undefined): void {
    if (!subject || this.#met.has(subject)) return;
    this.#met.add(subject);
    this.#waiting.push(subject);
  }

  #introduceNext(): void {
    if (this.#open.size > 0) return;
    const subject = this.#waiting.shift();
    if (subject === undefined) {
      this.#timer = undefined;
      this.#bubble.replaceChildren();
      return;
    }
    const name = document.createElement("strong");
    name.textContent = subject === "late" ? "too late" : KIND_NAMES[subject];
    const lesson = subject === "late" ? LATE_LESSON : KIND_LESSONS[subject];
    this.#bubble.replaceChildren(name, `: ${lesson}`);
    const introduced = [...this.#met].filter((met) => !this.#waiting.includes(met as Subject));
    store(MET_KEY, introduced.join(" "));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#introduceNext(), INTRODUCTION_MS);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#bubble.remove();
  }
}
