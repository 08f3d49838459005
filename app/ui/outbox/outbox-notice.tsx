import { PendingRunLine } from "./pending-run-line.tsx";
import { isClaimingRuns } from "./runs-flag.ts";
import { useOutbox } from "./use-outbox.ts";

/** The unsent runs of this browser, at the foot of every page. */
export default function OutboxNotice({ viewer }: { viewer: string | null }) {
  const { pendingRuns = [], dismiss } = useOutbox({ viewer, claims: isClaimingRuns() });
  if (pendingRuns.length === 0) return null;
  return (
    <section className="outbox" aria-label="Runs kept in this browser">
      {pendingRuns.map(({ run, delivery }) => (
        <PendingRunLine
          key={run.session_id}
          run={run}
          delivery={delivery}
          viewer={viewer}
          onDismiss={() => dismiss(run.session_id)}
        />
      ))}
    </section>
  );
}
