/** Acts of the audit log, each as a sentence. */
import { Link, useRouteLoaderData } from "@remix-run/react";
import { ACTS, type AuditEntry } from "../../../contracts/audit.ts";
import type { loader as rootLoader } from "../../../root.tsx";
import { When } from "../../../ui/runs/run-cells.tsx";

/** A value of `details` that people can read: `PLAYER`, `3`. */
const said = (value: unknown) =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** What became of what, and why: in the order of the entry. */
function Details({ details }: { details: AuditEntry["details"] }) {
  const { before, after, reason, ...rest } = details;
  return (
    <>
      {/* Of what was switched, the act itself says all. */}
      {after !== undefined && typeof after !== "boolean" && (
        <span className="act-change">
          {said(before)} → {said(after)}
        </span>
      )}
      {Object.entries(rest).map(([name, value]) => (
        <span key={name} className="act-change">
          {name.replaceAll("_", " ")}: {said(value)}
        </span>
      ))}
      {typeof reason === "string" && <q className="act-reason">{reason}</q>}
    </>
  );
}

const PATHS: Partial<Record<AuditEntry["target"]["kind"], (id: string) => string>> = {
  user: (id) => `/admin/users/${id}`,
  result: (id) => `/admin/moderation/${id}`,
  snippet: (id) => `/admin/snippets/${id}`,
};

function Target({ target: { kind, id, name } }: { target: AuditEntry["target"] }) {
  const text = kind === "result" ? `a run of ${name}` : (name ?? kind);
  const path = id && PATHS[kind]?.(id);
  if (!path) return <strong>{text}</strong>;
  return (
    <Link to={path} className="link">
      {text}
    </Link>
  );
}

interface ActsProps {
  acts: AuditEntry[];
  now: string;
  label: string;
}

function ActorName({ actor }: { actor: AuditEntry["actor"] }) {
  const role = useRouteLoaderData<typeof rootLoader>("root")?.viewer?.role;
  if (!actor) return <strong>the operator</strong>;
  // Accounts are for administrators to see.
  if (role !== "ADMIN") return <strong>{actor.username}</strong>;
  return (
    <Link to={`/admin/users/${actor.id}`} className="font-semibold hover:underline">
      {actor.username}
    </Link>
  );
}

export function AuditEntries({ acts, now, label }: ActsProps) {
  return (
    <ol className="acts" aria-label={label}>
      {acts.map((act) => (
        <li key={act.id} className="act">
          <span className="act-time">
            <When moment={act.created_at} now={now} />
          </span>
          <span className="act-text">
            <ActorName actor={act.actor} /> {ACTS[act.action] ?? act.action}{" "}
            <Target target={act.target} /> <Details details={act.details} />
          </span>
        </li>
      ))}
    </ol>
  );
}
