/** Alt+J and Alt+K: along the queue, as in many an inbox. With Alt, so that they type nothing anywhere. */
import { useEffect } from "react";

/** The links that say so, as they are when the key is pressed. */
const LINKS: Record<string, string> = {
  // By place: with Alt, some systems make another character of it.
  KeyJ: '[aria-keyshortcuts="Alt+J"]',
  KeyK: '[aria-keyshortcuts="Alt+K"]',
};

export function useQueueKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const selector = LINKS[event.code];
      const link = selector && document.querySelector<HTMLElement>(selector);
      if (!link) return;
      event.preventDefault();
      link.click();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
