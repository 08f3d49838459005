/**
 * The coach: a line on the field that teaches the keys in the first run of a browser, each prompt until it was followed
 * once, and introduces what is met for the first time: each kind of bug, a bug that is too late, a hit, and powers. On a
 * wide field the card of a bug introduces its kind, and the line is for screen readers alone.
 */
import type { Engine } from "../../../engine/engine.ts";
import type { GameEvent, Kind, State } from "../../../engine/state.ts";
import {
  KIND_LESSONS,
  KIND_NAMES,
  LATE_LESSON,
  POWER_LESSON,
  UPTIME_LESSON,
} from "../../../ui/field/labels.ts";
import { urgencyOf } from "../../../ui/field/urgency.ts";

/** The keys in local storage: set when the prompts are finished; the kinds that were introduced. */
const TAUGHT_KEY = "pro-dev.taught";
const MET_KEY = "pro-dev.met";

/** Milliseconds for which a kind is introduced. */
const INTRODUCTION_MS = 5_000;

type Lesson = "word" | "space" | "enter";
/** What is introduced when it is met for the first time: a kind, a card that is struck through, a hit, and powers. */
type Subject = Kind | "late" | "uptime" | "power";
/** The combo that introduces powers: long enough to be noticed, and shorter than one that earns a power. */
const POWER_LESSON_COMBO = 5;

const TEXTS: Record<Lesson, string> = {
  word: "Type the underlined key, then the rest.",
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
  #teach: (bug: number, lesson: string) => void;

  /** @param teach shows a lesson on the card of a bug */
  constructor(frame: HTMLElement, engine: Engine, teach: (bug: number, lesson: string) => void) {
    this.#engine = engine;
    this.#teach = teach;
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
      const kind = state.bugs.find(({ id }) => id === event.bug)?.kind;
      if (kind) this.#enqueue(kind, event.bug);
    }
    if (events.some(({ type }) => type === "arrival")) this.#enqueue("uptime");
    if (state.combo >= POWER_LESSON_COMBO && this.#engine.powerCharges.length > 0)
      this.#enqueue("power");
    // Only where it is shown at once, while the card is dashed: cards change with every event but a key within a token.
    if (
      this.#timer === undefined &&
      this.#open.size + this.#waiting.length === 0 &&
      (events.length === 0 || events.some(({ type }) => type !== "key")) &&
      state.bugs.some((bug) => urgencyOf(this.#engine, state, bug) === "late")
    )
      this.#enqueue("late");
    if (this.#waiting.length > 0 && this.#timer === undefined) this.#introduceNext();
  }

  #enqueue(subject: Subject, bug?: number): void {
    if (this.#met.has(subject)) return;
    this.#met.add(subject);
    this.#waiting.push(subject);
    if (bug !== undefined) this.#teach(bug, this.#lessonOn(subject).join(": "));
  }

  #lessonOn(subject: Subject): [name: string, lesson: string] {
    if (subject === "late") return ["too late", LATE_LESSON];
    if (subject === "uptime") return ["uptime", UPTIME_LESSON];
    if (subject !== "power") return [KIND_NAMES[subject], KIND_LESSONS[subject]];
    return ["power", POWER_LESSON];
  }

  #introduceNext(): void {
    if (this.#open.size > 0) return;
    const subject = this.#waiting.shift();
    clearTimeout(this.#timer);
    if (subject === undefined) {
      this.#timer = undefined;
      this.#bubble.replaceChildren();
      return;
    }
    const [title, lesson] = this.#lessonOn(subject);
    const name = document.createElement("strong");
    name.textContent = title;
    this.#bubble.replaceChildren(name, `: ${lesson}`);
    this.#bubble.toggleAttribute("data-on-card", subject in KIND_NAMES);
    const introduced = [...this.#met].filter((met) => !this.#waiting.includes(met as Subject));
    store(MET_KEY, introduced.join(" "));
    this.#timer = setTimeout(() => this.#introduceNext(), INTRODUCTION_MS);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#bubble.remove();
  }
}
