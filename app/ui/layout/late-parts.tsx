import { useLocation } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Bell } from "../notifications/bell.tsx";
import { isKeptPage } from "../offline/kept-page.ts";
import { mayHaveRuns } from "../outbox/runs-flag.ts";

const OfflineBar = lazy(() => import("../offline/offline-bar.tsx"));
const OutboxNotice = lazy(() => import("../outbox/outbox-notice.tsx"));

interface Props {
  viewer: string | null;
  outbox?: "own" | "only" | undefined;
}

/** What `Late` shows. The bell has its place in the header by its id: an import would give the layout a file of its own. */
export default function LateParts({ viewer, outbox }: Props) {
  const [hasRuns, setHasRuns] = useState(false);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up on each page, as `Late` does
  useEffect(() => setHasRuns(mayHaveRuns()), [key, viewer]);
  // The outbox says whose the runs are.
  if (isKeptPage() && viewer === null) {
    return outbox === "only" ? null : (
      <Suspense>
        <OfflineBar />
      </Suspense>
    );
  }
  const place = viewer && outbox !== "only" ? document.getElementById("bell") : null;
  return (
    <>
      {place && createPortal(<Bell />, place)}
      {hasRuns && outbox !== "own" && (
        <Suspense>
          <OutboxNotice viewer={viewer} />
        </Suspense>
      )}
    </>
  );
}
