import { useLocation } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { mayHaveRuns } from "./runs-flag.ts";

const Notice = lazy(() => import("./outbox-notice.tsx"));

/** Sends the runs that earlier pages left in this browser. Loads no code if there are none. */
export function Outbox({ viewer }: { viewer: string | null }) {
  const [hasRuns, setHasRuns] = useState(false);
  const { pathname } = useLocation();
  // Read again on each page, because another tab may have left a run since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page stands for the time
  useEffect(() => setHasRuns(mayHaveRuns()), [pathname, viewer]);
  return hasRuns ? (
    <Suspense>
      <Notice viewer={viewer} />
    </Suspense>
  ) : null;
}
