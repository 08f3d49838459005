import type { GameEvent } from "../../../engine/state.ts";

/** The gutter and the wall: the marks that a run leaves on them, and their fall. */

/** The most hits that a segment of the wall shows. */
const MAX_HITS = 3;

export class WallView {
  #field: HTMLElement;
  #numbers: HTMLElement[];
  #segments: HTMLElement[];

  constructor(field: HTMLElement, gutter: HTMLElement, wall: HTMLElement) {
    this.#field = field;
    this.#numbers = [...gutter.children] as HTMLElement[];
    this.#segments = [...wall.children] as HTMLElement[];
  }

  /** Marks the number of a lane, as an editor marks changed lines. */
  mark(lane: number, mark: "fixed" | "hit"): void {
    const number = this.#numbers[lane];
    if (number && number.dataset.mark !== mark) number.dataset.mark = mark;
  }

  hit(lane: number): void {
    this.mark(lane, "hit");
    const segment = this.#segments[lane];
    if (!segment) return;
    const hits = Math.min(MAX_HITS, Number(segment.dataset.hits ?? 0) + 1);
    segment.dataset.hits = String(hits);
  }

  /** Lets the wall fall; the animation is in field-wall.css. */
  fall(): void {
    this.#field.dataset.down = "";
  }

  /** Sets the marks and hits that `events` left. */
  rebuild(events: readonly GameEvent[]): void {
    this.reset();
    for (const event of events) {
      if (event.type === "kill") this.mark(event.lane, "fixed");
      else if (event.type === "arrival") this.hit(event.lane);
    }
  }

  /** Removes all marks and hits. */
  reset(): void {
    delete this.#field.dataset.down;
    for (const number of this.#numbers) delete number.dataset.mark;
    for (const segment of this.#segments) delete segment.dataset.hits;
  }
}
