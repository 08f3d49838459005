/** Lets a bug glide where its place jumps: after a push, a jump to another lane, or when its card grows. */
import { easeOut } from "./easing.ts";

/** The longest time in milliseconds for which a bug is drawn beside its place. */
export const GLIDE = 150;
/** A place that moves by more pixels from one frame to the next has jumped. */
const JUMP = 8;

export class EasedPlace {
  #last: { x: number; y: number } | undefined;
  #from = { x: 0, y: 0, moment: Number.NEGATIVE_INFINITY };

  /** Whether it still glides at `moment`. */
  isMoving(moment: number): boolean {
    return moment - this.#from.moment < GLIDE;
  }

  /**
   * Returns where the bug is drawn whose place is `x`, `y` now.
   *
   * @param jumped whether the rules moved it since the last call
   * @param still without gliding
   */
  at(x: number, y: number, moment: number, jumped: boolean, still: boolean) {
    const last = this.#last;
    const isJump =
      last !== undefined && (jumped || Math.abs(x - last.x) > JUMP || Math.abs(y - last.y) > 1);
    if (isJump && !still) {
      const rest = this.#rest(moment);
      this.#from = { x: rest.x + last.x - x, y: rest.y + last.y - y, moment };
    }
    this.#last = { x, y };
    const rest = still ? { x: 0, y: 0 } : this.#rest(moment);
    return { x: x + rest.x, y: y + rest.y };
  }

  /** Returns how far from its place it is drawn. */
  #rest(moment: number): { x: number; y: number } {
    const left = 1 - easeOut((moment - this.#from.moment) / GLIDE);
    return { x: this.#from.x * left, y: this.#from.y * left };
  }
}
