/** What a page says and does that the service worker kept: nobody asked the server for it, and it knows no account. */
import { useEffect, useState } from "react";
import { isBusy, isServerThere } from "../layout/network-errors.ts";
import { allRuns } from "../outbox/run-store.ts";
import { plural } from "../text/plural.ts";

/** Milliseconds until the first look whether the network is back, and at most between two: each pause is longer. */
const FIRST_MS = 4_000;
const MOST_MS = 60_000;

/** The page was loaded again, perhaps by itself, and the network did not answer: it is hardly there. */
const isReloaded = (): boolean => {
  const [loaded] = performance.getEntriesByType("navigation");
  return (loaded as PerformanceNavigationTiming | undefined)?.type === "reload";
};

/** Loads the page once when the network is back, unless that would end something. */
function useReturn(): boolean {
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    let pause = isReloaded() ? MOST_MS / 2 : FIRST_MS;
    let timer: ReturnType<typeof setTimeout>;
    let looking = false;
    let ended = false;
    const look = async () => {
      if (looking || ended) return;
      looking = true;
      clearTimeout(timer);
      const isThere = document.hidden ? undefined : await isServerThere();
      looking = false;
      if (ended) return;
      if (isThere !== undefined) setBack(isThere);
      if (isThere && !isBusy()) {
        // The document that comes may take long: another load would begin it anew.
        ended = true;
        return location.reload();
      }
      pause = Math.min(pause * 1.5, MOST_MS);
      timer = setTimeout(look, pause);
    };
    timer = setTimeout(look, pause);
    window.addEventListener("online", look);
    return () => {
      ended = true;
      clearTimeout(timer);
      window.removeEventListener("online", look);
    };
  }, []);
  return isBack;
}

/** Returns how many runs wait in this browser; not whose, because that says something of an account. */
function useWaitingRuns(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    allRuns().then(({ length }) => setCount(length));
  }, []);
  return count;
}

const waitingText = (count: number) =>
  `${count} ${plural(count, "run")} ${count === 1 ? "waits" : "wait"} here until then.`;

export default function OfflineBar() {
  const isBack = useReturn();
  const waiting = useWaitingRuns();
  return (
    <section className="outbox" aria-label="Network">
      <div className="pending-run">
        <p role="status" className="text-sm">
          <span key={isBack ? "back" : "away"}>
            {isBack
              ? "The network is back."
              : "The network is away. What you type now is practice, and not stored. Accounts are back with the network."}
            {!isBack && waiting > 0 && ` ${waitingText(waiting)}`}
          </span>
        </p>
        {isBack && (
          <div className="pending-run-actions">
            <a className="link" href={location.href}>
              Load this page anew
            </a>
          </div>
        )}
      </div>
    </section>
  );
}
