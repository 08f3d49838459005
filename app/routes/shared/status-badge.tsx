import type { HistoryItem } from "../../contracts/game.ts";
import { unrankedReason } from "../../contracts/ranking.ts";
import { UNRANKED_BADGES } from "../../ui/text/unranked.ts";

/** What of a run decides where it counts. */
type RunStatus = Pick<
  HistoryItem,
  "status" | "off_boards" | "playtime_seconds" | "total_words_typed"
> & { session: Pick<HistoryItem["session"], "mode"> };

function badgeOf(run: RunStatus): { text: string; className: string } | undefined {
  if (run.status === "PENDING") return { text: "being checked", className: "text-amber" };
  if (run.status === "VOIDED") return { text: "voided", className: "text-coral" };
  if (run.status === "VERIFIED" && run.off_boards) return { text: "late", className: "text-dim" };
  const reason = unrankedReason(run, run.session.mode);
  if (reason === "mode" && run.session.mode === "own")
    return { text: "own text", className: "text-dim" };
  return reason ? { text: UNRANKED_BADGES[reason], className: "text-dim" } : undefined;
}

/**
 * Says in a word or two why a run does not count everywhere; nothing for one that does.
 *
 * @param explainedAt the id of the element that says more about it
 */
export function StatusBadge({ run, explainedAt }: { run: RunStatus; explainedAt?: string }) {
  const badge = badgeOf(run);
  if (!badge) return null;
  const className = `badge ${badge.className}`;
  if (explainedAt === undefined) return <span className={className}>{badge.text}</span>;
  return (
    <a href={`#${explainedAt}`} className={className}>
      {badge.text}
    </a>
  );
}
