import { useLocation } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { mayHaveRuns } from "./runs-flag.ts";

const Notice = lazy(() => import("./outbox-notice.tsx"));

/** Sends the runs that earlier pages left in this browser. Loads no code if there are none. */
export function Outbox({ viewer }: { viewer: string | null }) {
  const [hasRuns, setHasRuns] = useState(false);
  const { key } = useLocation();
  // Looked up on each page: a run can also be left by a page of this very document, or by another tab.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked up is no value of React's
  useEffect(() => setHasRuns(mayHaveRuns()), [key, viewer]);
  return hasRuns ? (
    <Suspense>
      <Notice viewer={viewer} />
    </Suspense>
  ) : null;
}
