import { useEffect } from "react";
import { showConfetti } from "../../ui/runs/confetti.ts";

/** Clears the location's state, so that reloading the page does not celebrate again. */
function clearLocationState(): void {
  window.history.replaceState({ ...window.history.state, usr: null }, "");
}

/** Shows confetti for a new best or an achievement. */
export function useCelebration(isOccasion: boolean): void {
  useEffect(() => {
    clearLocationState();
    if (isOccasion) void showConfetti();
  }, [isOccasion]);
}
