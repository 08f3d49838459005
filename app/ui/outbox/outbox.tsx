import { lazy, Suspense, useEffect, useState } from "react";
import { mayHaveRuns } from "./runs-flag.ts";

const Notice = lazy(() => import("./outbox-notice.tsx"));

/** Sends the runs that earlier pages left in this browser. Loads no code if there are none. */
export function Outbox({ viewer }: { viewer: string | null }) {
  const [hasRuns, setHasRuns] = useState(false);
  useEffect(() => setHasRuns(mayHaveRuns()), []);
  return hasRuns ? (
    <Suspense>
      <Notice viewer={viewer} />
    </Suspense>
  ) : null;
}
