import { useLocation } from "@remix-run/react";
import { useEffect } from "react";

/** Unfolds what the URL's fragment names. Browsers do that when a page loads, but not after a navigation by script. */
export function useUnfoldTarget(): void {
  const { hash } = useLocation();
  useEffect(() => {
    const target = hash && document.getElementById(hash.slice(1));
    const fold = target ? target.closest("details") : null;
    if (!fold || fold.open) return;
    fold.open = true;
    fold.scrollIntoView();
  }, [hash]);
}
