/**
 * Light and debris: beams, figures, sparks, the wall's flash. Only transforms and
 * opacity, from small pools of elements that are used again, and nothing at all
 * under reduced motion.
 */
import { isStill } from "./motion.ts";

const EASE = "cubic-bezier(0.2, 0.7, 0.2, 1)";

/** Elements in turn: the oldest is taken back when all are out. */
class Pool {
  #elements: HTMLElement[];
  #turn = 0;

  constructor(parent: HTMLElement, className: string, size: number) {
    this.#elements = Array.from({ length: size }, () => {
      const element = document.createElement("i");
      element.className = className;
      parent.appendChild(element);
      return element;
    });
  }

  take(): HTMLElement {
    this.#turn = (this.#turn + 1) % this.#elements.length;
    const element = this.#elements[this.#turn] as HTMLElement;
    for (const running of element.getAnimations()) running.cancel();
    return element;
  }
}

export class Effects {
  #lanes: HTMLElement;
  #flash: HTMLElement;
  #beams: Pool;
  #figures: Pool;
  #sparks: Pool;

  constructor(lanes: HTMLElement, flash: HTMLElement) {
    this.#lanes = lanes;
    this.#flash = flash;
    this.#beams = new Pool(lanes, "fx-beam", 4);
    this.#figures = new Pool(lanes, "fx-figure", 6);
    this.#sparks = new Pool(lanes, "fx-spark", 24);
  }

  /** A beam from the wall to `x`, `y`, and what it did there. `track` is the width of the lanes. */
  shot(x: number, y: number, track: number, damage: number): void {
    if (isStill()) return;
    const reach = `translateY(${y}px) scaleX(${x / track})`;
    this.#beams.take().animate(
      [
        { transform: reach, opacity: 1 },
        { transform: reach, opacity: 0 },
      ],
      { duration: 90, easing: "ease-in" },
    );
    this.#rise(`−${damage}`, x + 14, y - 46, "");
    this.burst(x + 6, y, 4, "");
  }

  /** Production is hit: the wall flashes, everything shakes a little. */
  impact(y: number, damage: number): void {
    if (isStill()) return;
    this.#flash.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 420, easing: "ease-out" });
    const at = (x: number) => ({ transform: `translateX(${x}px)` });
    this.#lanes.animate([at(0), at(-4), at(3), at(-2), at(0)], { duration: 180 });
    this.#rise(`−${damage}`, 10, y - 16, "bad");
    this.burst(4, y, 10, "bad");
  }

  /** Square sparks, evenly around. */
  burst(x: number, y: number, count: number, tone: "" | "bad"): void {
    if (isStill()) return;
    for (let i = 0; i < count; i += 1) {
      const spark = this.#sparks.take();
      spark.dataset.tone = tone;
      const angle = (i / count) * Math.PI * 2 + y;
      const reach = 18 + ((i * 13) % 22);
      const dx = Math.cos(angle) * reach;
      const dy = Math.sin(angle) * reach;
      spark.animate(
        [
          { transform: `translate(${x}px, ${y}px) scale(1)`, opacity: 1 },
          { transform: `translate(${x + dx}px, ${y + dy}px) scale(0.4)`, opacity: 0 },
        ],
        { duration: 240 + ((i * 37) % 120), easing: EASE },
      );
    }
  }

  #rise(text: string, x: number, y: number, tone: "" | "bad"): void {
    const figure = this.#figures.take();
    figure.textContent = text;
    figure.dataset.tone = tone;
    figure.animate(
      [
        { transform: `translate(${x}px, ${y}px)`, opacity: 1 },
        { transform: `translate(${x}px, ${y - 12}px)`, opacity: 1, offset: 0.6 },
        { transform: `translate(${x}px, ${y - 18}px)`, opacity: 0 },
      ],
      { duration: 480, easing: EASE },
    );
  }
}
