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

/** Returns the next power and its clean tokens since the one before, as `duck 5/20`; empty if there is none. */
function nextPowerOf({ powerCharges }: Engine, charge: number): string {
  let passed = 0;
  for (const [at, power] of powerCharges) {
    if (at > charge) return `${POWER_NAMES[power]} ${charge - passed}/${at - passed}`;
    passed = at;
  }
  return "";
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
    const shown = [first, second, next].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    slot.hidden = first === undefined;
    slot.dataset.power = first ?? "";
    powerName.textContent = first ? POWER_NAMES[first] : "";
    slot.title = first ? `${POWER_NAMES[first]}: ${POWER_TEXTS[first]}` : "";
    reserve.hidden = second === undefined;
    reserve.textContent = second ? POWER_NAMES[second] : "";
    nextPower.hidden = next === "";
    nextPower.textContent = next;
  }
}
