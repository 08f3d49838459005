/** Badges: the role and state of an account, and the status and reports of a run. An active player has none. */
import type { Role } from "../../../contracts/account.ts";
import type { ModeratedResult, ResultStatus } from "../../../contracts/moderation.ts";
import type { ReportReason } from "../../../contracts/race.ts";

export const ROLE_NAMES: Record<Role, string> = {
  PLAYER: "Player",
  MODERATOR: "Moderator",
  ADMIN: "Administrator",
};

interface Account {
  role: Role;
  is_active: boolean;
  deleted_at: string | null;
}

export function AccountBadges({ account: { role, is_active, deleted_at } }: { account: Account }) {
  return (
    <>
      {role !== "PLAYER" && (
        <span className={`badge ${role === "ADMIN" ? "text-amber" : "text-sky"}`}>
          {ROLE_NAMES[role].toLowerCase()}
        </span>
      )}
      {deleted_at ? (
        <span className="badge text-coral">deleted</span>
      ) : (
        !is_active && <span className="badge text-coral">off</span>
      )}
    </>
  );
}

export const STATUSES: Record<ResultStatus, { text: string; tone: string }> = {
  VERIFIED: { text: "verified", tone: "text-mint" },
  HELD: { text: "held", tone: "text-sky" },
  FLAGGED: { text: "flagged", tone: "text-amber" },
  VOIDED: { text: "voided", tone: "text-coral" },
  UNRANKED: { text: "unranked", tone: "text-dim" },
};

export function StatusBadge({ status }: { status: ResultStatus }) {
  const { text, tone } = STATUSES[status];
  return <span className={`badge ${tone}`}>{text}</span>;
}

/** What somebody was reported for. */
export const REPORT_NAMES: Record<ReportReason, string> = {
  cheating: "cheating",
  name: "the name",
  other: "something else",
};

/** The reports that wait, a badge for each reason. */
export function ReportBadges({ reports }: Pick<ModeratedResult, "reports">) {
  return reports.map(({ reason, count }) => (
    <span key={reason} className="badge text-coral">
      {count} × {reason}
    </span>
  ));
}
