import { useEffect, useRef } from "react";

/** Elements that handle Enter themselves. */
const CONTROLS = "a, button, input, select, textarea, summary, [contenteditable], dialog";

/** Milliseconds for `settle` after a run: an Enter that early was meant for the game. */
export const SETTLE = 900;

/**
 * Calls `act` when Enter is pressed anywhere on the page but on a control.
 *
 * @param settle milliseconds at first in which Enter is ignored, since the player may still be typing
 */
export function useEnter(act: () => void, settle = 0): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const since = performance.now();
    const onKeyDown = ({ key, target, repeat, isComposing }: KeyboardEvent) => {
      if (key !== "Enter" || repeat || isComposing) return;
      if (target instanceof Element && target.closest(CONTROLS)) return;
      if (performance.now() - since >= settle) latest.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [settle]);
}
