/** Light and shaking of the page when production is hit or a boss comes. None under reduced motion. */
import { prefersReducedMotion } from "../motion.ts";

const at = (x: number) => ({ transform: `translateX(${x}px)` });
/** At most 4 px to either side. */
const SHAKE = [at(0), at(-4), at(3), at(-2), at(0)];

interface Layers {
  lanes: HTMLElement;
  flash: HTMLElement;
  dread: HTMLElement;
}

export class ImpactEffects {
  #layers: Layers;
  #dread: Animation | undefined;

  constructor(layers: Layers) {
    this.#layers = layers;
  }

  /** Flashes the wall and shakes the lanes, when production is hit. */
  impact(): void {
    if (prefersReducedMotion()) return;
    const { flash } = this.#layers;
    flash.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 420, easing: "ease-out" });
    this.shake(180);
  }

  /** Pulses the light and shakes the lanes, when a boss comes. */
  boss(): void {
    if (prefersReducedMotion()) return;
    this.#dread = this.#layers.dread.animate([{ opacity: 0 }, { opacity: 1 }, { opacity: 0 }], {
      duration: 700,
      iterations: 2,
      easing: "ease-in-out",
    });
    this.shake(260);
  }

  /** Cancels the boss's light. */
  reset(): void {
    this.#dread?.cancel();
  }

  shake(duration: number): void {
    if (!prefersReducedMotion()) this.#layers.lanes.animate(SHAKE, { duration });
  }
}
