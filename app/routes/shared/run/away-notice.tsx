/** The notices over the field: that keys do not reach the game, and that a relaxed run is paused. */
import { type RefObject, useEffect, useState } from "react";
import { PAUSE_KEY } from "../typing/keyboard.ts";
import { hasSoftKeyboard } from "../typing/soft-keyboard.ts";

/** A relaxed run is paused. It covers the field: a pause is no time to read ahead. */
export function PausedNotice({ onResume }: { onResume(): void }) {
  return (
    <button type="button" className="away-notice paused-notice" onClick={onResume}>
      <strong>Paused</strong>
      <span>
        The clock stands. <kbd translate="no">{PAUSE_KEY}</kbd> or a click goes on.
      </span>
    </button>
  );
}

/** Another window has the focus, or the soft keyboard is closed. */
export function AwayNotice({ soft }: { soft: RefObject<HTMLInputElement> }) {
  const [away, setAway] = useState<"window" | "keyboard" | undefined>();

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const input = soft.current;
    const isTyping = () => document.activeElement === input;
    const check = () => {
      if (!document.hasFocus()) setAway("window");
      else setAway(hasSoftKeyboard() && !isTyping() ? "keyboard" : undefined);
    };
    check();
    window.addEventListener("blur", check, { signal });
    window.addEventListener("focus", check, { signal });
    window.addEventListener("keydown", () => setAway(undefined), { signal });
    input?.addEventListener("blur", check, { signal });
    input?.addEventListener("focus", check, { signal });
    return () => listening.abort();
  }, [soft]);

  if (!away) return null;
  const resume = () => {
    soft.current?.focus({ preventScroll: true });
    setAway(undefined);
  };
  return (
    <button type="button" className="away-notice" onClick={resume}>
      <strong>{away === "window" ? "You are away" : "Tap to type"}</strong>
      <span>
        {away === "window"
          ? "Your keys go elsewhere. The clock does not: click, or press any key."
          : "This opens the keyboard. The clock runs on."}
      </span>
    </button>
  );
}
