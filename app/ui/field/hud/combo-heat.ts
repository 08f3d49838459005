/** The heat of a combo, from its length: its name, and how bright the field is. */

const STEPS = [
  { from: 0, name: "combo" },
  { from: 10, name: "warm cache" },
  { from: 25, name: "in the flow" },
  { from: 50, name: "hot path" },
  { from: 100, name: "fully compiled" },
];

/** Returns the heat of a combo, from 0 to 4. */
export function heatOf(combo: number): number {
  return STEPS.findLastIndex(({ from }) => combo >= from);
}

export function comboName(combo: number): string {
  return STEPS[heatOf(combo)]?.name ?? "";
}
