/** Whether this document is one that the service worker kept: a guest's page, though nobody asked the server (record 57). */
import { useEffect, useState } from "react";

/**
 * `app/offline/service-worker.ts` writes the mark. It is read once: what a document is does not change, whatever React draws.
 */
const kept = typeof document !== "undefined" && document.documentElement.hasAttribute("data-kept");

export const isKeptPage = (): boolean => kept;

/** Returns `isKeptPage()` after hydration: the server has drawn the page as for anybody. */
export function useKeptPage(): boolean {
  const [isKept, setKept] = useState(false);
  useEffect(() => setKept(kept), []);
  return isKept;
}
