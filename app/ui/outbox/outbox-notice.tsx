import { Link } from "@remix-run/react";
import { PendingRunLine } from "./pending-run-line.tsx";
import { isClaimingRuns } from "./runs-flag.ts";
import { type PendingRun, useOutbox } from "./use-outbox.ts";

/** True for a guest's run that nobody has claimed. */
const isUnclaimed = ({ delivery }: PendingRun) =>
  delivery.state === "unclaimed" && delivery.player === null;

interface UnclaimedRunsProps {
  count: number;
  onDismiss(): void;
}

/** Several unclaimed runs in one line, for guests. */
function UnclaimedRuns({ count, onDismiss }: UnclaimedRunsProps) {
  return (
    <div className="pending-run" data-delivery="unclaimed">
      <p role="status">
        <span key={count}>{count} runs are kept in this browser for a day. Make them yours.</span>
      </p>
      <div className="pending-run-actions">
        <Link to="/register?to=/kept" className="link">
          Create account
        </Link>
        <Link to="/login?to=/kept" className="link">
          Sign in
        </Link>
        <button type="button" className="button button-quiet" onClick={onDismiss}>
          Throw all away
        </button>
      </div>
    </div>
  );
}

/** The unsent runs of this browser, at the foot of every page. */
export default function OutboxNotice({ viewer }: { viewer: string | null }) {
  const { pendingRuns = [], dismiss } = useOutbox({ viewer, claims: isClaimingRuns() });
  if (pendingRuns.length === 0) return null;
  const unclaimed = viewer === null ? pendingRuns.filter(isUnclaimed) : [];
  const grouped = unclaimed.length > 1 ? unclaimed : [];
  return (
    <section className="outbox" aria-label="Runs kept in this browser">
      {grouped.length > 0 && (
        <UnclaimedRuns
          count={grouped.length}
          onDismiss={() => {
            for (const { run } of grouped) void dismiss(run.session_id);
          }}
        />
      )}
      {pendingRuns
        .filter((pending) => !grouped.includes(pending))
        .map(({ run, delivery }) => (
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
