/** Whether the visitor wants things to move. Asked each time, since it can be changed while playing. */
export function isStill(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Milliseconds between two steps of a bug's way under reduced motion. */
const STEP = 1_200;

/** Along its way a bug glides, or goes in steps. */
export function gait(duration: number): string {
  return isStill() ? `steps(${Math.max(2, Math.round(duration / STEP))}, end)` : "linear";
}

/** Fast away, gently to its end. */
export const EASE = "cubic-bezier(0.2, 0.7, 0.2, 1)";
