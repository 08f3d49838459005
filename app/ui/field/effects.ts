/**
 * Light and debris: beams, figures, sparks, the flashes of wall and gate. Only
 * transforms and opacity, from small pools of elements that are used again: the
 * compositor draws them without any script, which a canvas would need each frame.
 * Nothing at all under reduced motion.
 */
import { EASE, isStill } from "./motion.ts";

/** Elements in turn: the oldest is taken back when all are out. */
class Pool {
  #elements: HTMLElement[];
  #running: (Animation | undefined)[];
  #turn = 0;

  constructor(parent: HTMLElement, className: string, size: number) {
    this.#running = new Array(size);
    this.#elements = Array.from({ length: size }, () => {
      const element = document.createElement("i");
      element.className = className;
      parent.appendChild(element);
      return element;
    });
  }

  play(
    keyframes: Keyframe[],
    timing: KeyframeAnimationOptions,
    tone: "" | "bad" | "good" = "",
    text?: string,
  ): void {
    this.#turn = (this.#turn + 1) % this.#elements.length;
    const element = this.#elements[this.#turn] as HTMLElement;
    this.#running[this.#turn]?.cancel();
    if (element.dataset.tone !== tone) element.dataset.tone = tone;
    if (text !== undefined) element.textContent = text;
    this.#running[this.#turn] = element.animate(keyframes, timing);
  }
}

const at = (x: number) => ({ transform: `translateX(${x}px)` });
/** Never further than 4 px. */
const SHAKE = [at(0), at(-4), at(3), at(-2), at(0)];

interface Layers {
  lanes: HTMLElement;
  flash: HTMLElement;
  dread: HTMLElement;
}

export class Effects {
  #layers: Layers;
  #beams: Pool;
  #muzzles: Pool;
  #figures: Pool;
  #sparks: Pool;

  constructor(layers: Layers) {
    const { lanes } = layers;
    this.#layers = layers;
    this.#beams = new Pool(lanes, "fx-beam", 3);
    this.#muzzles = new Pool(lanes, "fx-muzzle", 2);
    this.#figures = new Pool(lanes, "fx-figure", 6);
    this.#sparks = new Pool(lanes, "fx-spark", 32);
  }

  /**
   * A beam from the wall to `x`, `y`, and what it did there.
   *
   * @param track the width of the lanes
   * @param heat of the combo, from 0: a hot beam is a broad one
   */
  shot(x: number, y: number, track: number, damage: number, heat: number): void {
    if (isStill()) return;
    const reach = `translateY(${y}px) scale(${x / track}, ${1 + heat * 0.3})`;
    this.#beams.play(
      [
        { transform: reach, opacity: 1 },
        { transform: reach, opacity: 0.9, offset: 0.5 },
        { transform: reach, opacity: 0 },
      ],
      { duration: 90 },
    );
    const gate = `translateY(${y}px)`;
    this.#muzzles.play(
      [
        { transform: `${gate} scale(${1 + heat * 0.2})`, opacity: 1 },
        { transform: `${gate} scale(0.6)`, opacity: 0 },
      ],
      { duration: 200, easing: EASE },
    );
    this.#rise(`−${damage}`, x + 14, y - 46, "");
    this.burst(x + 6, y, 4 + heat, "");
  }

  /** Production is hit: the wall flashes, everything shakes a little. */
  impact(y: number, damage: number): void {
    if (isStill()) return;
    const { flash } = this.#layers;
    flash.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 420, easing: "ease-out" });
    this.shake(180);
    this.#rise(`−${damage}`, 12, y - 16, "bad");
    this.burst(4, y, 12, "bad");
  }

  /** Something big is on its way. */
  dread(): void {
    if (isStill()) return;
    this.#layers.dread.animate([{ opacity: 0 }, { opacity: 1 }, { opacity: 0 }], {
      duration: 700,
      iterations: 2,
      easing: "ease-in-out",
    });
    this.shake(260);
  }

  shake(duration: number): void {
    if (!isStill()) this.#layers.lanes.animate(SHAKE, { duration });
  }

  /** Square sparks, evenly around. */
  burst(x: number, y: number, count: number, tone: "" | "bad" | "good"): void {
    if (isStill()) return;
    for (let i = 0; i < count; i += 1) {
      const angle = (i / count) * Math.PI * 2 + y;
      const reach = 18 + count + ((i * 13) % 22);
      const dx = Math.cos(angle) * reach;
      const dy = Math.sin(angle) * reach;
      this.#sparks.play(
        [
          { transform: `translate(${x}px, ${y}px) scale(1)`, opacity: 1 },
          { transform: `translate(${x + dx}px, ${y + dy}px) scale(0.4)`, opacity: 0 },
        ],
        { duration: 240 + ((i * 37) % 160), easing: EASE },
        tone,
      );
    }
  }

  #rise(text: string, x: number, y: number, tone: "" | "bad"): void {
    this.#figures.play(
      [
        { transform: `translate(${x}px, ${y}px)`, opacity: 1 },
        { transform: `translate(${x}px, ${y - 12}px)`, opacity: 1, offset: 0.6 },
        { transform: `translate(${x}px, ${y - 18}px)`, opacity: 0 },
      ],
      { duration: 480, easing: EASE },
      tone,
      text,
    );
  }
}
