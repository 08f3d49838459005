/** The shortcuts Alt+J and Alt+K, which follow the links along the queue. Alt keeps them out of text fields. */
import { useEffect } from "react";

/** The selector of the link that each key follows. */
const LINKS: Record<string, string> = {
  // By the key's position, because with Alt some systems type another character.
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
