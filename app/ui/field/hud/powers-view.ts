/** The powers in the foot: the one that the next ArrowUp uses, the one in reserve, and how far the next one is. */
import type { Engine } from "../../../engine/engine.ts";
import type { State } from "../../../engine/state.ts";
import { POWER_NAMES, POWER_TEXTS } from "../labels.ts";

export interface PowersParts {
  powers: HTMLElement;
  power: HTMLElement;
  powerName: HTMLElement;
  reserve: HTMLElement;
  nextPower: HTMLElement;
}

/**
 * Returns the next power and its clean tokens since the one before, as `duck 5/20 clean`, with what that means; nothing
 * if there is none.
 */
export function nextPowerOf({ powerCharges }: Pick<Engine, "powerCharges">, charge: number) {
  let passed = 0;
  for (const [at, power] of powerCharges) {
    const needed = at - passed;
    if (at > charge) {
      return {
        text: `${POWER_NAMES[power]} ${charge - passed}/${needed} clean`,
        title: `${needed} clean tokens earn it, an error takes two of them. ${POWER_NAMES[power]}: ${POWER_TEXTS[power]}`,
      };
    }
    passed = at;
  }
  return undefined;
}

export class PowersView {
  #parts: PowersParts;
  #engine: Engine;
  #shown = "";

  constructor(parts: PowersParts, engine: Engine) {
    this.#parts = parts;
    this.#engine = engine;
    parts.powers.hidden = engine.powerCharges.length === 0;
  }

  update({ powers, charge }: State): void {
    const { power: slot, powerName, reserve, nextPower } = this.#parts;
    const [first, second] = powers;
    const next = nextPowerOf(this.#engine, charge);
    const shown = [first, second, next?.text].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    slot.hidden = first === undefined;
    slot.dataset.power = first ?? "";
    powerName.textContent = first ? POWER_NAMES[first] : "";
    slot.title = first ? `${POWER_NAMES[first]}: ${POWER_TEXTS[first]}` : "";
    reserve.hidden = second === undefined;
    reserve.textContent = second ? POWER_NAMES[second] : "";
    nextPower.hidden = next === undefined;
    nextPower.textContent = next?.text ?? "";
    nextPower.title = next?.title ?? "";
  }
}
