import { useLocation } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { mayHaveRuns } from "../outbox/runs-flag.ts";

const Parts = lazy(() => import("./late-parts.tsx"));

interface Props {
  /** The name of the signed-in viewer. */
  viewer: string | null;
  /** Only one of the parts; both by default. */
  parts?: "bell" | "outbox" | undefined;
}

/**
 * The parts of a page whose script is loaded after it is painted: the bell of signed-in viewers, and the outbox, which
 * sends the runs that earlier pages left in this browser. It loads nothing for a guest without such runs.
 */
export function Late({ viewer, parts }: Props) {
  const [hasRuns, setHasRuns] = useState<boolean>();
  const { key } = useLocation();
  // Looked up on each page: a run can also be left by a page of this very document, or by another tab.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked up is no value of React's
  useEffect(() => setHasRuns(mayHaveRuns()), [key, viewer]);
  const runs = hasRuns && parts !== "bell";
  const bell = hasRuns !== undefined && viewer && parts !== "outbox";
  return runs || bell ? (
    <Suspense>
      <Parts viewer={viewer} runs={runs} bell={bell} />
    </Suspense>
  ) : null;
}
