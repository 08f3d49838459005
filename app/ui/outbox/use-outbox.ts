import { useCallback, useEffect, useState } from "react";
import { type Delivery, deliver, type Sender } from "./delivery.ts";
import { allRuns, forgetRun, type KeptRun, withRunLock } from "./run-store.ts";

/** A kept run, and how far it has come. */
export interface PendingRun {
  run: KeptRun;
  delivery: Delivery;
}

/** A guest's run can be claimed for a day; what is much older than that is in nobody's way. */
const OLDEST_MS = 30 * 24 * 60 * 60 * 1000;

async function findStoredRuns(): Promise<KeptRun[]> {
  const fresh: KeptRun[] = [];
  for (const run of await allRuns()) {
    if (Date.now() - run.started_at > OLDEST_MS) await forgetRun(run.session_id);
    else fresh.push(run);
  }
  return fresh;
}

/**
 * Sends what is kept in this browser, one run after the other, and tells how it goes.
 *
 * @returns the runs that are not played just now, undefined until the store was read
 */
export function useOutbox({ viewer, claims }: Sender) {
  const [pendingRuns, setPendingRuns] = useState<PendingRun[]>();

  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const show = (run: KeptRun, delivery: Delivery) =>
      setPendingRuns((all = []) => {
        const others = all.filter((one) => one.run.session_id !== run.session_id);
        return [...others, { run, delivery }].sort((a, b) => a.run.started_at - b.run.started_at);
      });
    const sendAll = async () => {
      for (const run of await findStoredRuns()) {
        if (signal.aborted) return;
        await withRunLock(run.session_id, () =>
          deliver(run, { viewer, claims }, (it) => show(run, it), signal),
        );
      }
      if (!signal.aborted) setPendingRuns((all = []) => all);
    };
    sendAll();
    return () => gone.abort();
  }, [viewer, claims]);

  const dismiss = useCallback(async (sessionId: string) => {
    await forgetRun(sessionId);
    setPendingRuns((all = []) => all.filter(({ run }) => run.session_id !== sessionId));
  }, []);
  return { pendingRuns, dismiss };
}
