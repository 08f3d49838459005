/** Whether this document is one that the service worker kept: a guest's page, though nobody asked the server (record 57). */
import { useEffect, useState } from "react";

/** `app/offline/service-worker.ts` writes the mark. */
export const isKeptPage = (): boolean =>
  typeof document !== "undefined" && document.documentElement.hasAttribute("data-kept");

/** Returns `isKeptPage()` after hydration: the server has drawn the page as for anybody. */
export function useKeptPage(): boolean {
  const [kept, setKept] = useState(false);
  useEffect(() => setKept(isKeptPage()), []);
  return kept;
}
