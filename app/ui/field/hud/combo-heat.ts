/** How hot a combo is: what it is called, and how much light it makes. */

const STEPS = [
  { from: 0, name: "combo" },
  { from: 10, name: "warm cache" },
  { from: 25, name: "in the flow" },
  { from: 50, name: "hot path" },
  { from: 100, name: "fully compiled" },
];

/** From 0 to 4. */
export function heatOf(combo: number): number {
  return STEPS.findLastIndex(({ from }) => combo >= from);
}

export function nameOfCombo(combo: number): string {
  return STEPS[heatOf(combo)]?.name ?? "";
}
