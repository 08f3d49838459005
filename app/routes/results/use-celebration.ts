import { useEffect } from "react";
import { celebrate } from "../../ui/runs/celebrate.ts";

/** What the end of a run hands over is for this visit: a reload is neither told nor celebrated again. */
function forgetTheOccasion(): void {
  window.history.replaceState({ ...window.history.state, usr: null }, "");
}

/** Squares of paper for a new best, or an achievement. */
export function useCelebration(isOccasion: boolean): void {
  useEffect(() => {
    forgetTheOccasion();
    if (isOccasion) void celebrate();
  }, [isOccasion]);
}
