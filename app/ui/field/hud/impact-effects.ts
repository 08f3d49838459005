/**
 * Flashes the wall and shakes the lanes when production is hit, when a boss comes and when one is killed. Does nothing
 * under reduced motion.
 */
import { prefersReducedMotion } from "../motion.ts";

const shiftedBy = (x: number) => ({ transform: `translateX(${x}px)` });
/** At most 4 px to either side. */
const SHAKE = [shiftedBy(0), shiftedBy(-4), shiftedBy(3), shiftedBy(-2), shiftedBy(0)];

interface Layers {
  lanes: HTMLElement;
  flash: HTMLElement;
  bossLight: HTMLElement;
}

export class ImpactEffects {
  #layers: Layers;
  // One at a time for each layer: two at once would run on the main thread.
  #flash: Animation | undefined;
  #bossLight: Animation | undefined;
  #shake: Animation | undefined;

  constructor(layers: Layers) {
    this.#layers = layers;
  }

  /**
   * Flashes the wall and shakes the lanes, when production is hit. Hits during a flash share it: more than three flashes
   * a second may cause seizures (WCAG 2.3.1).
   */
  showImpact(): void {
    if (prefersReducedMotion() || this.#flash?.playState === "running") return;
    this.#flash = this.#layers.flash.animate([{ opacity: 1 }, { opacity: 0 }], {
      duration: 420,
      easing: "ease-out",
    });
    this.shake(180);
  }

  /** Pulses the light and shakes the lanes, when a boss comes. */
  showBoss(): void {
    if (prefersReducedMotion()) return;
    this.#bossLight?.cancel();
    this.#bossLight = this.#layers.bossLight.animate(
      [{ opacity: 0 }, { opacity: 1 }, { opacity: 0 }],
      {
        duration: 700,
        iterations: 2,
        easing: "ease-in-out",
      },
    );
    this.shake(260);
  }

  /** Cancels the boss's light. */
  reset(): void {
    this.#bossLight?.cancel();
  }

  shake(duration: number): void {
    if (prefersReducedMotion()) return;
    this.#shake?.cancel();
    this.#shake = this.#layers.lanes.animate(SHAKE, { duration });
  }
}
