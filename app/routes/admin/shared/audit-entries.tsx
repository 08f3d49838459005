/** Entries of the audit log, each as a sentence. */
import { Link, useRouteLoaderData } from "@remix-run/react";
import { ACTS, type AuditEntry } from "../../../contracts/audit.ts";
import type { loader as rootLoader } from "../../../root.tsx";
import { When } from "../../../ui/runs/run-cells.tsx";

/** Writes a value of `details`: `PLAYER`, `3`. */
const textOf = (value: unknown) =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** The change and the reason that the entry holds. */
function Details({ details }: { details: AuditEntry["details"] }) {
  const { before, after, reason, ...rest } = details;
  return (
    <>
      {/* The name of the action already says which way a switch was turned. */}
      {after !== undefined && typeof after !== "boolean" && (
        <span className="act-change">
          {textOf(before)} → {textOf(after)}
        </span>
      )}
      {Object.entries(rest).map(([name, value]) => (
        <span key={name} className="act-change">
          {name.replaceAll("_", " ")}: {textOf(value)}
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

function Target({ target: { kind, id, name }, actor }: Pick<AuditEntry, "target" | "actor">) {
  if (kind === "user" && id === actor?.id) return <strong>their own account</strong>;
  const text = kind === "result" ? `a run of ${name}` : (name ?? kind);
  const path = id && PATHS[kind]?.(id);
  if (!path) return <strong>{text}</strong>;
  return (
    <Link to={path} className="link">
      {text}
    </Link>
  );
}

interface AuditEntriesProps {
  entries: AuditEntry[];
  now: string;
  label: string;
}

function ActorName({ actor }: { actor: AuditEntry["actor"] }) {
  const role = useRouteLoaderData<typeof rootLoader>("root")?.viewer?.role;
  if (!actor) return <strong>the operator</strong>;
  // Only administrators may open the pages of accounts.
  if (role !== "ADMIN") return <strong>{actor.username}</strong>;
  return (
    <Link to={`/admin/users/${actor.id}`} className="font-semibold hover:underline">
      {actor.username}
    </Link>
  );
}

export function AuditEntries({ entries, now, label }: AuditEntriesProps) {
  return (
    <ol className="acts" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className="act">
          <span className="act-time">
            <When moment={entry.created_at} now={now} />
          </span>
          <span className="act-text">
            <ActorName actor={entry.actor} /> {ACTS[entry.action] ?? entry.action}{" "}
            <Target target={entry.target} actor={entry.actor} /> <Details details={entry.details} />
          </span>
        </li>
      ))}
    </ol>
  );
}
