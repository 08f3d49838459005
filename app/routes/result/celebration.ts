import { useEffect } from "react";
import { celebrate } from "../../ui/celebrate.ts";

function forgetTheOccasion(): void {
  // So that a reload is not celebrated again.
  const { state } = window.history;
  window.history.replaceState(
    { ...state, usr: { ...state?.usr, new_best: false, achievements: undefined } },
    "",
  );
}

/** Squares of paper for a new best, or an achievement. */
export function useCelebration(isOccasion: boolean): void {
  useEffect(() => {
    if (!isOccasion) return;
    void celebrate();
    forgetTheOccasion();
  }, [isOccasion]);
}
