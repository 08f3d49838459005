import { lazy, Suspense, useEffect, useState } from "react";
import { mayHaveRuns } from "./runs-flag.ts";

const Notice = lazy(() => import("./outbox-notice.tsx"));

/** Sends what earlier pages left behind. Loads nothing where there is nothing. */
export function Outbox({ viewer }: { viewer: string | null }) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => setWanted(mayHaveRuns()), []);
  return wanted ? (
    <Suspense>
      <Notice viewer={viewer} />
    </Suspense>
  ) : null;
}
