import { useCallback, useEffect, useState } from "react";
import { type Delivery, deliver, type Sender } from "./delivery.ts";
import { allRuns, forgetRun, type KeptRun, withRunLock } from "./run-store.ts";

/** A run in this browser, and the state of its delivery. */
export interface PendingRun {
  run: KeptRun;
  delivery: Delivery;
}

/** Older runs are deleted. A guest's run can be claimed for a day. */
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
 * Sends the runs of this browser one after the other. The newest comes first in what is returned.
 *
 * @returns the runs that are not being played, undefined until the store is read; and whether all have been sent
 */
export function useOutbox({ viewer, claims }: Sender) {
  const [pendingRuns, setPendingRuns] = useState<PendingRun[]>();
  const [isDone, setDone] = useState(false);

  useEffect(() => {
    const unmounted = new AbortController();
    const { signal } = unmounted;
    const show = (run: KeptRun, delivery: Delivery) =>
      setPendingRuns((all = []) => {
        const others = all.filter((other) => other.run.session_id !== run.session_id);
        return [...others, { run, delivery }].sort((a, b) => b.run.started_at - a.run.started_at);
      });
    const sendAll = async () => {
      for (const run of await findStoredRuns()) {
        if (signal.aborted) return;
        await withRunLock(run.session_id, () =>
          deliver(run, { viewer, claims }, (delivery) => show(run, delivery), signal),
        );
      }
      if (signal.aborted) return;
      setPendingRuns((all = []) => all);
      setDone(true);
    };
    sendAll();
    return () => unmounted.abort();
  }, [viewer, claims]);

  const dismiss = useCallback(async (sessionId: string) => {
    await forgetRun(sessionId);
    setPendingRuns((all = []) => all.filter(({ run }) => run.session_id !== sessionId));
  }, []);
  return { pendingRuns, isDone, dismiss };
}
