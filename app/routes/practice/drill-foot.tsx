/** The keys below a drill, as buttons. */
import { type PointerEvent, type RefObject, useEffect, useState } from "react";
import type { Controls } from "../../contracts/settings.ts";
import type { DrillTask } from "./drill-task.ts";

/** Keeps the focus where it is, and the soft keyboard open. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

/** What is said of a drill that is not stored. */
export const UNSTORED: Record<NonNullable<DrillTask["unstored"]>, string> = {
  guest: "Not stored: you are a guest.",
  offline: "Not stored: it was made without the network.",
  text: "A text of the moment: stored nowhere.",
  repeat: "A repeat is not stored: you know the text by now.",
};

/** Whether a screen is touched and its keyboard closed. */
function useClosedKeyboard(soft: RefObject<HTMLInputElement>, isTouch: () => boolean): boolean {
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    const input = soft.current;
    if (!input) return;
    const check = () => setClosed(isTouch() && document.activeElement !== input);
    check();
    input.addEventListener("focus", check);
    input.addEventListener("blur", check);
    return () => {
      input.removeEventListener("focus", check);
      input.removeEventListener("blur", check);
    };
  }, [soft, isTouch]);
  return closed;
}

interface FootProps {
  restartKey: Controls["restart_key"];
  /** What the keyboard does at the moment. */
  hint: string;
  unstored: DrillTask["unstored"];
  soft: RefObject<HTMLInputElement>;
  isTouch(): boolean;
  onRestart(): void;
  onLeave(): void;
}

export function DrillFoot(props: FootProps) {
  const { restartKey, hint, unstored, soft, isTouch, onRestart, onLeave } = props;
  const closed = useClosedKeyboard(soft, isTouch);
  const text = closed ? "Tap the code to type." : hint || (unstored && UNSTORED[unstored]) || "";
  return (
    <footer className="drill-foot">
      <p role="status" className="drill-hint">
        {text}
      </p>
      <button
        type="button"
        className="drill-key"
        aria-keyshortcuts={restartKey === "none" ? undefined : restartKey}
        onPointerDown={keepFocus}
        onClick={onRestart}
      >
        {restartKey !== "none" && <kbd translate="no">{restartKey}</kbd>} restart
      </button>
      <button
        type="button"
        className="drill-key"
        aria-keyshortcuts="Escape"
        onPointerDown={keepFocus}
        onClick={onLeave}
      >
        <kbd translate="no">Esc</kbd> leave
      </button>
    </footer>
  );
}
