/** What a page does without a network. */
import { useEffect, useState } from "react";
import { isServerThere } from "../layout/network-errors.ts";

export const UNREACHABLE =
  "The server cannot be reached, so no run has started. Is the network there?";

/**
 * Returns whether the browser has a network, and a function that looks again: some browsers do not notice by themselves
 * that it is back.
 */
export function useNetwork(): { online: boolean; lookAgain(): void } {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const update = () => setOnline(navigator.onLine);
    update();
    window.addEventListener("online", update, { signal });
    window.addEventListener("offline", update, { signal });
    return () => listening.abort();
  }, []);
  const lookAgain = () => {
    // A failure says nothing new, and may be older than a network that came meanwhile.
    isServerThere().then((isThere) => isThere && setOnline(true));
  };
  return { online, lookAgain };
}
