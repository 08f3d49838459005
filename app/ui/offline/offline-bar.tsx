/** What a page says and does that the service worker kept: nobody asked the server for it, and it knows no account. */
import { useEffect, useState } from "react";
import { isBusy, isServerThere } from "../layout/network-errors.ts";
import { allRuns } from "../outbox/run-store.ts";
import { plural } from "../text/plural.ts";

/** Milliseconds between two looks whether the network is back. */
const LOOK_MS = 4_000;

/**
 * Makes every link load a document, and so ask the network first: the page knows neither the routes behind its links nor
 * their data. A form that starts a run on another page leads to that of the game. Returns a function that ends it.
 */
function leaveByDocuments(): () => void {
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  // Before Remix's own handlers, which are further in.
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a[href]")) event.stopPropagation();
  };
  const onSubmit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    if (!form.action.endsWith("/play") || location.pathname === "/play") return;
    event.preventDefault();
    event.stopPropagation();
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    location.assign(`/play?${new URLSearchParams(fields)}`);
  };
  window.addEventListener("click", onClick, options);
  window.addEventListener("submit", onSubmit, options);
  return () => ended.abort();
}

/** Loads the page when the network is back, unless that would end something. */
function useReturn(): boolean {
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return;
      const isThere = await isServerThere();
      setBack(isThere);
      if (isThere && !isBusy()) location.reload();
    };
    const timer = setInterval(look, LOOK_MS);
    window.addEventListener("online", look);
    return () => {
      clearInterval(timer);
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
  useEffect(leaveByDocuments, []);
  const isBack = useReturn();
  const waiting = useWaitingRuns();
  return (
    <section className="outbox" aria-label="Network">
      <div className="pending-run">
        <p role="status" className="text-sm">
          <span key={isBack ? "back" : "away"}>
            {isBack
              ? "The network is back."
              : "The network is away. What you type now is practice, and not stored. Your account is back with the network."}
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
