import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { judge, resultUnderReview } from "../../../../.server/admin/moderation/service.ts";
import { judgementSchema } from "../../../../contracts/moderation.ts";
import { fieldErrors, PROBLEMS } from "../../../../contracts/problem.ts";
import evidenceStyles from "../../../../styles/evidence.css?url";
import gameStyles from "../../../../styles/game.css?url";
import styles from "../../../../styles/replay.css?url";
import { When } from "../../../../ui/runs/run-cells.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../../ui/text/enum-names.ts";
import { whole } from "../../../../ui/text/format.ts";
import { MODE_NAMES } from "../../../../ui/text/mode-names.ts";
import { requireActor, requireViewer } from "../../../shared/authentication.ts";
import { readForm } from "../../../shared/forms.ts";
import { isCoded, redirectWithFlash, throwErrorPage, unwrap } from "../../../shared/responses.ts";
import { WatchRun } from "../../../shared/run/watch-run.tsx";
import { AuditEntries } from "../../shared/audit-entries.tsx";
import { StatusBadge } from "../../shared/badges.tsx";
import { adminMeta } from "../../shared/page-head.tsx";
import { isWaiting, Release } from "../../shared/release.tsx";
import { Evidence } from "./evidence.tsx";
import { JudgeForm } from "./judge-form.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { Race } from "./race.tsx";
import { useQueueKeys } from "./use-queue-keys.ts";

/** The style sheets of the replay, the same as on the page of a result, and of the evidence. */
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: gameStyles },
  { rel: "stylesheet", href: styles },
  { rel: "stylesheet", href: evidenceStyles },
];

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  adminMeta(data ? `A run of ${data.run.user.username}` : "Run");

const QUEUE = "/admin/moderation";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { db, now } = context;
  const found = await unwrap(request, context, resultUnderReview(db, viewer, params.id ?? ""));
  return { ...found, own: viewer.id === found.run.user.id, now: now.toISOString() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = requireActor(request, context);
  const { next, queue, ...fields } = Object.fromEntries(await readForm(request));
  const asked = judgementSchema.safeParse(fields);
  const { db, boardCache } = context;
  const id = params.id ?? "";
  if (!asked.success) {
    // An invalid form is refused as forbidden first, if the viewer may not judge.
    await unwrap(request, context, resultUnderReview(db, actor, id));
    const { status } = PROBLEMS.validation_failed;
    return data({ refused: fieldErrors(asked.error)[0]?.message ?? "" }, { status });
  }
  try {
    await judge(db, actor, id, asked.data, boardCache);
  } catch (error) {
    if (isCoded(error) && (error.code === "own_result" || error.code === "unranked_result")) {
      return data({ refused: `${error.message}.` }, { status: PROBLEMS[error.code].status });
    }
    throwErrorPage(request, context, error);
  }
  const code = asked.data.status === "VOIDED" ? "run_voided" : "run_verified";
  const list = queue === "held" || queue === "reported" ? `${QUEUE}?status=${queue}` : QUEUE;
  const to = typeof next === "string" && /^[0-9a-f-]{36}$/.test(next) ? `${QUEUE}/${next}` : list;
  return redirectWithFlash(context, to, { code });
}

export default function Run() {
  const {
    run,
    player,
    late_ms,
    evidence,
    readings,
    race,
    auditEntries,
    newer,
    older,
    queueLength,
    own,
    now,
  } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { session, user } = run;
  const heading = useRef<HTMLHeadingElement>(null);
  const shownId = useRef(run.id);
  useEffect(() => {
    // Another run of the queue replaced the element that had the focus.
    if (shownId.current !== run.id) heading.current?.focus();
    shownId.current = run.id;
  }, [run.id]);
  useQueueKeys();
  return (
    <>
      <div className="admin-head">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1}>
            {whole(run.final_score)} by {user.display_name}
          </h1>
          <p className="admin-text flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge status={run.status} />
            <span>
              {LANGUAGE_NAMES[session.language]},{" "}
              {DIFFICULTY_NAMES[session.difficulty].toLowerCase()},{" "}
              {MODE_NAMES[session.mode].toLowerCase()}
            </span>
            <When moment={run.ended_at} now={now} />
            <Link to={`/results/${run.id}`} className="link">
              Its page
            </Link>
          </p>
          {isWaiting(run) && (
            <p className="admin-text">
              <Release run={run} now={now} />
            </p>
          )}
        </div>
        <nav aria-label="Queue" className="queue-links">
          <span className="text-sm text-dim">
            {queueLength} {run.status === "HELD" ? "held" : "flagged"}
          </span>
          {newer && (
            <Link to={`${QUEUE}/${newer}`} className="button" aria-keyshortcuts="Alt+K">
              Newer{" "}
              <kbd translate="no" className="key">
                Alt K
              </kbd>
            </Link>
          )}
          {older && (
            <Link to={`${QUEUE}/${older}`} className="button" aria-keyshortcuts="Alt+J">
              Older{" "}
              <kbd translate="no" className="key">
                Alt J
              </kbd>
            </Link>
          )}
        </nav>
      </div>
      <div className="review">
        <div className="review-replay">
          <WatchRun
            key={run.id}
            result={{ ...run, achievements: [] }}
            from={`/api/admin/results/${run.id}/replay`}
          />
        </div>
        <div className="review-side">
          <JudgeForm
            key={`${run.id}${run.status}`}
            run={run}
            own={own}
            next={older ?? newer}
            refused={refused}
          />
          <Evidence run={run} player={player} readings={readings} lateMs={late_ms} now={now} />
        </div>
        <div className="review-keys">
          {race && <Race race={race} run={run} now={now} />}
          {evidence && <KeyFigures evidence={evidence} />}
          <section className="grid gap-3" aria-labelledby="acts">
            <h2 id="acts">Judged before</h2>
            {auditEntries.length > 0 ? (
              <AuditEntries entries={auditEntries} now={now} label="Judgements, newest first" />
            ) : (
              <p className="text-sm text-dim">By nobody yet.</p>
            )}
          </section>
        </div>
      </div>
    </>
  );
}
