import { useEffect } from "react";
import { celebrate } from "../../ui/celebrate.ts";

function forgetTheOccasion(): void {
  // So that a reload is not celebrated again.
  const { state } = window.history;
  window.history.replaceState({ ...state, usr: { ...state?.usr, new_best: false } }, "");
}

/** Squares of paper for a new best. */
export function useCelebration(isBest: boolean): void {
  useEffect(() => {
    if (!isBest) return;
    void celebrate();
    forgetTheOccasion();
  }, [isBest]);
}
