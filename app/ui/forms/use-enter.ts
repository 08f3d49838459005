import { useEffect, useRef } from "react";

/** Elements that handle Enter themselves. */
const CONTROLS = "a, button, input, select, textarea, summary, [contenteditable], dialog";

/** Milliseconds for `settle` after a run: an Enter that early was meant for the game. */
export const SETTLE = 900;

/** Milliseconds without any key, after which a player has stopped typing: 13 words a minute. */
const PAUSE = 900;

/**
 * Calls `act` when Enter is pressed anywhere on the page but on a control.
 *
 * @param settle milliseconds at first in which Enter is ignored, since the player may still be typing. Whoever types
 *   on has Enter ignored until the last key has been up for a moment.
 */
export function useEnter(act: (event: KeyboardEvent) => void, settle = 0): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const since = performance.now();
    let lastKey = Number.NEGATIVE_INFINITY;
    const onKeyUp = ({ key }: KeyboardEvent) => {
      if (key !== "Shift") lastKey = performance.now();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, repeat, isComposing } = event;
      // It types nothing, and is pressed together with Enter.
      if (key === "Shift") return;
      const now = performance.now();
      const typesOn = settle > 0 && now - lastKey < PAUSE;
      lastKey = now;
      if (key !== "Enter" || repeat || isComposing) return;
      if (target instanceof Element && target.closest(CONTROLS)) return;
      if (now - since < settle || typesOn) return;
      // Otherwise the key would type a line break into the field that `act` has focused by then.
      event.preventDefault();
      latest.current(event);
    };
    addEventListener("keydown", onKeyDown);
    addEventListener("keyup", onKeyUp);
    return () => {
      removeEventListener("keydown", onKeyDown);
      removeEventListener("keyup", onKeyUp);
    };
  }, [settle]);
}
