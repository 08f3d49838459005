/**
 * Keeps a page from outliving the sign-in that it was made for. The browser shows pages again without asking the
 * server: on Back from its back-forward cache, and in other tabs as long as they are open. The cookies tell a
 * script nothing, so each page leaves a note of whom it was made for, and compares.
 */
import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const KEY = "pro-dev.viewer";

/** Returns for whom the newest page of this browser was made: `""` for nobody, undefined if storage is forbidden. */
function newestViewer(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return undefined;
  }
}

function note(viewer: string): void {
  try {
    localStorage.setItem(KEY, viewer);
  } catch {
    // Then every page is loaded again that comes from the back-forward cache.
  }
}

/** Sets whether the page can be seen. `display` would lose the scroll position. */
function show(visible: boolean): void {
  document.documentElement.style.visibility = visible ? "" : "hidden";
}

function reload(): void {
  show(false);
  location.reload();
}

/** Whether the document was opened by Back or Forward, perhaps from the browser's cache of files. */
const openedByHistory = () =>
  performance
    .getEntriesByType("navigation")
    .some((entry) => "type" in entry && entry.type === "back_forward");

/** Whether this document has compared itself once: later its viewer changes by signing in, on itself. */
let compared = false;

/**
 * Loads the page again when its visitor signed out, or in as somebody else, in another page of this browser.
 *
 * @param viewer the username for whom the server made the page; null for nobody, undefined if unknown
 * @param playing whether the page is the game: another tab never interrupts it, and its run is kept anyway
 */
export function useViewerChange(viewer: string | null | undefined, playing: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (viewer === undefined) return;
    const own = viewer ?? "";
    const changed = () => newestViewer() !== own;
    if (!compared && openedByHistory() && changed()) return reload();
    compared = true;
    note(own);

    const left = new AbortController();
    const { signal } = left;
    const hide = ({ persisted }: PageTransitionEvent) => {
      // The cached page is drawn before its script runs again.
      if (persisted && viewer !== null) show(false);
    };
    const restore = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      if (changed()) return reload();
      show(true);
      // A sign-in can also have ended elsewhere.
      if (viewer !== null && !playing) revalidate();
    };
    const follow = ({ key }: StorageEvent) => {
      if (key === KEY && viewer !== null && !playing && changed()) reload();
    };
    window.addEventListener("pagehide", hide, { signal });
    window.addEventListener("pageshow", restore, { signal });
    window.addEventListener("storage", follow, { signal });
    return () => left.abort();
  }, [viewer, playing, revalidate]);
}
