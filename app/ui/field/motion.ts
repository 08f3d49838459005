/** Whether the visitor wants things to move. Asked each time, since it can be changed while playing. */
export function prefersReducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Fast away, gently to its end. */
export const EASE_OUT = "cubic-bezier(0.2, 0.7, 0.2, 1)";
