/** The powers in the foot: the one that the next ArrowUp uses, the one in reserve, and the next that a combo earns. */
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

/** Returns the next power that the combo earns, as `duck ×40`; empty if there is none. */
export function nextPowerOf({ powerCombos }: Engine, combo: number, sign: string): string {
  const [at, power] = powerCombos.find(([least]) => least > combo) ?? [];
  return at === undefined || power === undefined ? "" : `${POWER_NAMES[power]} ${sign}${at}`;
}

export class PowersView {
  #parts: PowersParts;
  #engine: Engine;
  #shown = "";

  constructor(parts: PowersParts, engine: Engine) {
    this.#parts = parts;
    this.#engine = engine;
    parts.powers.hidden = engine.powerCombos.length === 0;
  }

  update({ powers, combo }: State): void {
    const { power: slot, powerName, reserve, nextPower } = this.#parts;
    const [first, second] = powers;
    const next = nextPowerOf(this.#engine, combo, "×");
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
