/** Whether the visitor prefers reduced motion. Read each time, because it can change during a run. */
export function prefersReducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Fast at first, slow at the end. */
export const EASE_OUT = "cubic-bezier(0.2, 0.7, 0.2, 1)";
