/** What the page itself does when something big happens: light and a little shake. None under reduced motion. */
import { isStill } from "../motion.ts";

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
  #dread: Animation | undefined;

  constructor(layers: Layers) {
    this.#layers = layers;
  }

  /** Production is hit: the wall flashes, everything shakes. */
  impact(): void {
    if (isStill()) return;
    const { flash } = this.#layers;
    flash.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 420, easing: "ease-out" });
    this.shake(180);
  }

  /** Something big is on its way. */
  dread(): void {
    if (isStill()) return;
    this.#dread = this.#layers.dread.animate([{ opacity: 0 }, { opacity: 1 }, { opacity: 0 }], {
      duration: 700,
      iterations: 2,
      easing: "ease-in-out",
    });
    this.shake(260);
  }

  /** As if nothing had happened. */
  reset(): void {
    this.#dread?.cancel();
  }

  shake(duration: number): void {
    if (!isStill()) this.#layers.lanes.animate(SHAKE, { duration });
  }
}
