import { useLocation } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { mayHaveRuns } from "../outbox/runs-flag.ts";

const Parts = lazy(() => import("./late-parts.tsx"));

interface LateProps {
  /** The name of the signed-in viewer. */
  viewer: string | null;
  /** The outbox: `own` if the page shows it itself, `only` if it is shown without the bell. */
  outbox?: "own" | "only" | undefined;
}

/**
 * The parts of a page whose script is loaded after it is painted: the bell of signed-in viewers, and the outbox, which
 * sends the runs that earlier pages left in this browser. It loads nothing for a guest without such runs.
 */
export function Late(props: LateProps) {
  const [due, setDue] = useState(false);
  const { key } = useLocation();
  // Looked up on each page: a run can also be left by a page of this very document, or by another tab.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked up is no value of React's
  useEffect(() => setDue(!!props.viewer || mayHaveRuns()), [key, props.viewer]);
  return due ? (
    <Suspense>
      <Parts {...props} />
    </Suspense>
  ) : null;
}
