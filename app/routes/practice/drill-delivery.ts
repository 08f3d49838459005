/** Delivers ended drills: each is kept in this browser until the server has it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type Delivery, deliver } from "../../ui/outbox/delivery.ts";
import { type KeptDrill, keepRun, lockRun } from "../../ui/outbox/run-store.ts";
import type { DrillRun } from "./drill-run.ts";
import type { DrillTask } from "./drill-task.ts";

const keptDrill = (
  { language, startedAt }: DrillTask,
  session: NonNullable<DrillTask["session"]>,
  run: DrillRun,
  player: string,
): KeptDrill => ({
  kind: "drill",
  session_id: session.id,
  player,
  token: session.token,
  language,
  started_at: Date.now() - Math.round(performance.now() - startedAt),
  keys: [...run.log],
  end: { at: run.endedAt },
});

export interface DrillDelivery {
  delivery: Delivery;
  /** Whether the drill outlives this tab until the server has it. */
  isKept: boolean;
}

/** Returns the delivery of each drill by its id, and a function that begins one. Leaving the page ends them: another page goes on. */
export function useDrillDelivery(viewer: string | null) {
  const [deliveries, setDeliveries] = useState<Record<string, DrillDelivery>>({});
  const left = useRef<AbortController>();
  useEffect(() => {
    const leaving = new AbortController();
    left.current = leaving;
    return () => leaving.abort();
  }, []);

  const send = useCallback(
    async (task: DrillTask, run: DrillRun): Promise<Delivery | undefined> => {
      const { id, session } = task;
      const signal = left.current?.signal;
      if (!session || viewer === null || !signal) return undefined;
      const kept = keptDrill(task, session, run, viewer);
      const release = lockRun(session.id);
      const isKept = await keepRun(kept);
      const show = (delivery: Delivery) =>
        setDeliveries((all) => ({ ...all, [id]: { delivery, isKept } }));
      const delivered = await deliver(kept, { viewer, claims: false }, show, signal);
      release();
      return delivered;
    },
    [viewer],
  );
  return { deliveries, send };
}
