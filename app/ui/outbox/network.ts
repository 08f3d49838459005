/** What a page does without a network. */
import { useEffect, useState } from "react";

export const UNREACHABLE =
  "The server cannot be reached, so no run has started. Is the network there?";

/** Whether a request failed without an answer: browsers throw a `TypeError`, and each words it in its own way. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

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
    fetch("/favicon.svg", { method: "HEAD", cache: "no-store" }).then(
      () => setOnline(true),
      () => {},
    );
  };
  return { online, lookAgain };
}
