/**
 * The bugs on the field, and the stage messages that show them: where each enters, the text of its
 * label, and when it comes near the wall.
 */
import { type Bug, distanceOf } from "../../engine/state.ts";
import { startsLine } from "../../engine/tokens.ts";
import { type Geometry, heightOf, originOf, pipsOf, rowFor } from "./geometry.ts";
import type { BugPlacement, Label } from "./stage/messages.ts";
import { NEAR } from "./stage/sizes.ts";
import type { Stage } from "./stage/stage.ts";

/** How far a bug is typed. */
export interface TypingProgress {
  locked: boolean;
  /** Characters of its current token. */
  typed: number;
  /** Whether the separator before that token is due. */
  gap: boolean;
}

const NOT_TARGETED: TypingProgress = { locked: false, typed: 0, gap: false };

interface Entry {
  bug: Bug;
  row: number;
  pips: number;
  progress: TypingProgress;
  label: Label;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/** Returns the label of `bug`. A token longer than `longest` is cut so that its next key stays visible. */
export function labelOf(
  bug: Bug,
  { locked, typed, gap }: TypingProgress,
  pips: number,
  longest: number,
): Label {
  const text = bug.tokens[bug.next]?.text ?? "";
  const separator = !locked || !gap ? "" : startsLine(bug.tokens, bug.next) ? "enter" : "space";
  const from = Math.max(0, Math.min(typed - 3, text.length - longest));
  const to = Math.min(text.length, from + longest);
  const caret = separator === "" ? typed + 1 : typed;
  return {
    id: bug.id,
    locked,
    done: (from > 0 ? "…" : "") + text.slice(from + (from > 0 ? 1 : 0), typed),
    next: text.slice(typed, caret),
    rest: text.slice(caret, to) + (to < text.length ? "…" : ""),
    separator,
    left: Math.ceil(((bug.tokens.length - bug.next) * pips) / bug.tokens.length),
  };
}

export class BugRegistry {
  #stage: Stage;
  #entries = new Map<number, Entry>();
  #target: number | undefined;
  #rate = 1;
  #onNear: (bug: Bug, seconds: number) => void;

  /** @param onNear called for each bug that comes near the wall, with the seconds until it arrives */
  constructor(stage: Stage, onNear: (bug: Bug, seconds: number) => void) {
    this.#stage = stage;
    this.#onNear = onNear;
  }

  add(bug: Bug, geometry: Geometry, now: number): void {
    const row = rowFor(bug, [...this.#entries.values()], geometry);
    const pips = pipsOf(bug, geometry);
    const label = labelOf(bug, NOT_TARGETED, pips, geometry.longest);
    const entry: Entry = { bug, row, pips, progress: NOT_TARGETED, label };
    this.#entries.set(bug.id, entry);
    this.#stage.post({ type: "enter", ...placementOf(entry, geometry) });
    this.#stage.post({ type: "label", ...label });
    this.#watch(entry, now);
  }

  /** Removes the bug `id` and returns it; undefined if it is not on the field. */
  remove(id: number): Bug | undefined {
    const entry = this.#entries.get(id);
    clearTimeout(entry?.timer);
    this.#entries.delete(id);
    if (this.#target === id) this.#target = undefined;
    return entry?.bug;
  }

  /** Makes `bug` the target, or none. */
  setTarget(bug: Bug | undefined, progress: TypingProgress, longest: number): void {
    const before = this.#target === undefined ? undefined : this.#entries.get(this.#target);
    if (before && before.bug !== bug) this.#write(before, NOT_TARGETED, longest);
    const entry = bug && this.#entries.get(bug.id);
    if (entry) this.#write(entry, progress, longest);
    this.#target = bug?.id;
  }

  /** Moves all bugs to their places in a field of another size. */
  setGeometry(geometry: Geometry): void {
    for (const entry of this.#entries.values()) {
      const { id, from, y } = placementOf(entry, geometry);
      this.#stage.post({ type: "place", id, from, y });
      this.#write(entry, entry.progress, geometry.longest);
    }
  }

  /** Sets how fast the run's time passes from `now` on; 0 stops it. */
  setRate(rate: number, now: number): void {
    this.#rate = rate;
    for (const entry of this.#entries.values()) this.#watch(entry, now);
  }

  clear(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
    this.#entries.clear();
    this.#target = undefined;
  }

  #write(entry: Entry, progress: TypingProgress, longest: number): void {
    const label = labelOf(entry.bug, progress, entry.pips, longest);
    const { label: before } = entry;
    entry.progress = progress;
    const same = (Object.keys(label) as (keyof Label)[]).every((key) => label[key] === before[key]);
    if (same) return;
    entry.label = label;
    this.#stage.post({ type: "label", ...label });
  }

  #watch(entry: Entry, now: number): void {
    clearTimeout(entry.timer);
    const { bug } = entry;
    if (this.#rate === 0 || distanceOf(bug, now) < NEAR) return;
    const duration = bug.arrives_at - bug.spawned_at;
    const due = bug.spawned_at + duration * (1 - NEAR);
    const notify = () => this.#onNear(bug, Math.round((duration * NEAR) / 1000));
    entry.timer = setTimeout(notify, (due - now) / this.#rate);
  }
}

function placementOf({ bug, row, pips }: Entry, geometry: Geometry): BugPlacement {
  const { id, kind, spawned_at, arrives_at } = bug;
  const from = originOf(bug, geometry);
  return { id, kind, from, y: heightOf(bug.lane, row, geometry), spawned_at, arrives_at, pips };
}
