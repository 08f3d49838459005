/** The gutter and its wall: what a run leaves on them, and how they fall. */
import type { GameEvent } from "../../../engine/v1/state.ts";

/** A segment of the wall shows so many hits; more look the same. */
const MOST_HITS = 3;

export class WallView {
  #field: HTMLElement;
  #numbers: HTMLElement[];
  #segments: HTMLElement[];

  constructor(field: HTMLElement, gutter: HTMLElement, wall: HTMLElement) {
    this.#field = field;
    this.#numbers = [...gutter.children] as HTMLElement[];
    this.#segments = [...wall.children] as HTMLElement[];
  }

  /** As an editor marks its lines: added to, or taken from. */
  mark(lane: number, mark: "fixed" | "hit"): void {
    const number = this.#numbers[lane];
    if (number && number.dataset.mark !== mark) number.dataset.mark = mark;
  }

  hit(lane: number): void {
    this.mark(lane, "hit");
    const segment = this.#segments[lane];
    if (!segment) return;
    const hits = Math.min(MOST_HITS, Number(segment.dataset.hits ?? 0) + 1);
    segment.dataset.hits = String(hits);
  }

  /** Production is down. How it falls is in field-wall.css. */
  fall(): void {
    this.#field.dataset.down = "";
  }

  /** As `events` left it. */
  rebuild(events: readonly GameEvent[]): void {
    this.reset();
    for (const event of events) {
      if (event.type === "kill") this.mark(event.lane, "fixed");
      else if (event.type === "arrival") this.hit(event.lane);
    }
  }

  /** As good as new. */
  reset(): void {
    delete this.#field.dataset.down;
    for (const number of this.#numbers) delete number.dataset.mark;
    for (const segment of this.#segments) delete segment.dataset.hits;
  }
}
