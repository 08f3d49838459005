/** The page of runs that wait in this browser for the server. Players come here after signing in, or from a notice. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { PendingRunLine } from "../../ui/outbox/pending-run-line.tsx";
import { useOutbox } from "../../ui/outbox/use-outbox.ts";

export const handle = { outbox: "own" };

export const meta: MetaFunction = () => [{ title: "Kept runs · Pro Dev" }];

export function loader({ context }: LoaderFunctionArgs) {
  return { viewer: context.viewer?.username ?? null };
}

export default function KeptRuns() {
  const { viewer } = useLoaderData<typeof loader>();
  const { pendingRuns, isDone, dismiss } = useOutbox({ viewer, claims: true });
  const navigate = useNavigate();

  const [first] = pendingRuns ?? [];
  // Not before all are sent: the first of two would look like the only one.
  const isAlone = isDone && pendingRuns?.length === 1 && first?.run.kind !== "drill";
  const onlyStored = isAlone && first?.delivery.state === "stored" ? first.delivery : null;
  useEffect(() => {
    if (!onlyStored) return;
    const { id, new_best, rank, achievements } = onlyStored;
    navigate(`/results/${id}`, { replace: true, state: { new_best, rank, achievements } });
  }, [onlyStored, navigate]);

  return (
    <main className="column grid content-start gap-6">
      <h1>Kept runs</h1>
      <p className="text-dim">
        A run stays in this browser until the server has it: nothing is lost to a closed tab or a
        lost connection.
      </p>
      {pendingRuns?.length === 0 && (
        <p>
          Nothing waits here.{" "}
          <Link to="/play" className="link">
            Play
          </Link>
        </p>
      )}
      {pendingRuns?.map(({ run, delivery }) => (
        <PendingRunLine
          key={run.session_id}
          run={run}
          delivery={delivery}
          viewer={viewer}
          onDismiss={() => dismiss(run.session_id)}
        />
      ))}
      <noscript>
        <p className="notice">Runs are kept by a script, which this browser does not run.</p>
      </noscript>
    </main>
  );
}
