import { ParcelLine } from "./pending-run-line.tsx";
import { useOutbox } from "./use-outbox.ts";

/** The runs that wait in this browser, at the foot of any page. */
export default function OutboxNotice({ viewer }: { viewer: string | null }) {
  const { parcels = [], dismiss } = useOutbox({ viewer, claims: false });
  if (parcels.length === 0) return null;
  return (
    <section className="outbox" aria-label="Runs kept in this browser">
      {parcels.map(({ run, delivery }) => (
        <ParcelLine
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
