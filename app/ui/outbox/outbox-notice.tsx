import { useLocation } from "@remix-run/react";
import { useState } from "react";
import { AccountLink, HideButton, PendingRunLine } from "./pending-run-line.tsx";
import { isClaimingRuns } from "./runs-flag.ts";
import { type PendingRun, useOutbox } from "./use-outbox.ts";

/** True for a guest's run that nobody has claimed. */
const isUnclaimed = ({ delivery }: PendingRun) =>
  delivery.state === "unclaimed" && delivery.player === null;

interface UnclaimedRunsProps {
  count: number;
  onDismiss(): void;
  onHide(): void;
}

/** The runs whose line was hidden, by session, until the page is loaded again: they stay in the browser. */
const hidden = new Set<string>();

/** Several unclaimed runs in one line, for guests. */
function UnclaimedRuns({ count, onDismiss, onHide }: UnclaimedRunsProps) {
  const { pathname } = useLocation();
  return (
    <div className="pending-run" data-delivery="unclaimed">
      <p role="status">
        <span key={count}>{count} runs are kept in this browser for a day. Make them yours.</span>
      </p>
      <div className="pending-run-actions">
        <AccountLink to="/register" at={pathname}>
          Create account
        </AccountLink>
        <AccountLink to="/login" at={pathname}>
          Sign in
        </AccountLink>
        <HideButton onHide={onHide} />
        <button type="button" className="button button-quiet" onClick={onDismiss}>
          Throw all away
        </button>
      </div>
    </div>
  );
}

/** The unsent runs of this browser, at the foot of every page. */
export default function OutboxNotice({ viewer }: { viewer: string | null }) {
  const outbox = useOutbox({ viewer, claims: isClaimingRuns() });
  const { dismiss } = outbox;
  const [, setHidden] = useState(hidden.size);
  const hide = (...runs: PendingRun[]) => {
    for (const { run } of runs) hidden.add(run.session_id);
    setHidden(hidden.size);
  };
  const isShown = (pending: PendingRun) =>
    pending.delivery.state !== "unclaimed" || !hidden.has(pending.run.session_id);
  const pendingRuns = (outbox.pendingRuns ?? []).filter(isShown);
  if (pendingRuns.length === 0) return null;
  const unclaimed = viewer === null ? pendingRuns.filter(isUnclaimed) : [];
  const grouped = unclaimed.length > 1 ? unclaimed : [];
  return (
    <section className="outbox" aria-label="Runs kept in this browser">
      {grouped.length > 0 && (
        <UnclaimedRuns
          count={grouped.length}
          onHide={() => hide(...grouped)}
          onDismiss={() => {
            for (const { run } of grouped) void dismiss(run.session_id);
          }}
        />
      )}
      {pendingRuns
        .filter((pending) => !grouped.includes(pending))
        .map((pending) => (
          <PendingRunLine
            key={pending.run.session_id}
            {...pending}
            viewer={viewer}
            onDismiss={() => dismiss(pending.run.session_id)}
            onHide={() => hide(pending)}
          />
        ))}
    </section>
  );
}
