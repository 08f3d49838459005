/** The heat of a combo, from its length: its name, and how bright the field is. */

const STEPS = [
  { from: 0, name: "combo" },
  { from: 10, name: "combo · warm cache" },
  { from: 25, name: "combo · in the flow" },
  { from: 50, name: "combo · hot path" },
  { from: 100, name: "combo · fully compiled" },
];

/** Returns the heat of a combo, from 0 to 4. */
export function heatOf(combo: number): number {
  return STEPS.findLastIndex(({ from }) => combo >= from);
}

export function comboName(combo: number): string {
  return STEPS[heatOf(combo)]?.name ?? "";
}
