import { lazy, Suspense } from "react";
import { createPortal } from "react-dom";
import { Bell } from "../notifications/bell.tsx";

const OutboxNotice = lazy(() => import("../outbox/outbox-notice.tsx"));

interface Props {
  viewer: string | null;
  /** Shown unless empty: the runs that this browser has to send, and the bell. */
  runs: unknown;
  bell: unknown;
}

/** What `Late` shows. The bell has its place in the header, by its id: an import would give the layout a file of its own. */
export default function LateParts({ viewer, runs, bell }: Props) {
  const place = bell ? document.getElementById("bell") : null;
  return (
    <>
      {place && createPortal(<Bell />, place)}
      {runs ? (
        <Suspense>
          <OutboxNotice viewer={viewer} />
        </Suspense>
      ) : null}
    </>
  );
}
