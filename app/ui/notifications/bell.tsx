/** The header's link to the notifications, with the number of unread ones, which is fetched after the page is painted. */
import { NavLink, useLocation } from "@remix-run/react";
import { Bell as BellIcon } from "lucide-react";
import { useEffect, useState } from "react";
import type { NotificationPage } from "../../contracts/friends.ts";
import { onRead } from "./mark-read.ts";

/** While somebody walks through pages, the number is fetched again after so long. */
const FRESH_MS = 60_000;
const MOST_SHOWN = 99;

/** Fetched once for a document; a page that is opened in it asks again when this is too old. */
let fetchedAt = Number.NEGATIVE_INFINITY;

/** How often this document has marked all as read: a number that was fetched before is out of date. */
let timesRead = 0;
onRead(() => {
  timesRead += 1;
});

/** Calls `work` when the browser has nothing else to do; Safari cannot tell, and waits a moment. */
const whenIdle = (work: () => void) =>
  window.requestIdleCallback ? window.requestIdleCallback(work) : window.setTimeout(work, 200);

async function fetchUnread(): Promise<number | undefined> {
  fetchedAt = performance.now();
  const response = await fetch("/api/notifications?limit=1").catch(() => undefined);
  if (!response?.ok) return undefined;
  return ((await response.json()) as NotificationPage).unread;
}

export function Bell() {
  const [unread, setUnread] = useState(0);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked on each page, not when a value of React's changes
  useEffect(() => {
    if (performance.now() - fetchedAt < FRESH_MS) return;
    whenIdle(async () => {
      const before = timesRead;
      const count = await fetchUnread();
      if (count !== undefined && before === timesRead) setUnread(count);
    });
  }, [key]);
  useEffect(() => onRead(() => setUnread(0)), []);
  return (
    <NavLink to="/notifications" className="bell">
      <BellIcon aria-hidden="true" />
      <span className="sr-only">Notifications{unread > 0 && `: ${unread} unread`}</span>
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </NavLink>
  );
}
