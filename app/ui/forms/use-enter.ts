import { useEffect, useRef } from "react";

/** What has an answer to Enter of its own. */
const CONTROLS = "a, button, input, select, textarea, summary, [contenteditable], dialog";

/** Milliseconds for `settle` after a run: an Enter as early as that was meant for the game. */
export const SETTLE = 900;

/**
 * Enter does the one thing that a page is for, from anywhere on it but a control.
 *
 * @param settle not within so many milliseconds: who was typing a moment ago may still be
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
