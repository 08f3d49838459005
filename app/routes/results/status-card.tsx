import type { GameResult, ResultWithPlayer } from "../../contracts/game.ts";
import { unrankedReason } from "../../contracts/ranking.ts";
import { tooShortText } from "../../ui/text/unranked.ts";

const TEXTS: Record<
  GameResult["status"],
  { mark: string; tone: string; title: string; text: string }
> = {
  VERIFIED: {
    mark: "✓",
    tone: "text-mint",
    title: "Verified",
    text: "Every key of this run was played again on the server, and these are the server’s numbers. It counts for statistics and leaderboards.",
  },
  PENDING: {
    mark: "?",
    tone: "text-amber",
    title: "Being checked",
    text: "The numbers are the server’s own. First places and unusual runs are looked at before they count. That takes ten minutes, or until a moderator has seen it. Until then only you see this page.",
  },
  VOIDED: {
    mark: "×",
    tone: "text-coral",
    title: "Voided",
    text: "A moderator took this run off the record. It counts for nothing.",
  },
  UNRANKED: {
    mark: "–",
    tone: "text-dim",
    title: "Unranked",
    text: "Practice, rematches and relaxed runs are re-computed like any other, but count for no statistics and no leaderboard.",
  },
};

const GHOSTS =
  "A race alone or against ghosts, whose plan everybody can look up, is re-computed like any other run, but counts for no rating, no statistics and no leaderboard.";

const OWN_TEXT =
  "A run of an own text is re-computed like any other, but counts for no statistics and no leaderboard. You alone see this page.";

function textOf(result: ResultWithPlayer): string {
  if (result.status === "VERIFIED" && result.off_boards) {
    return "Every key was played again on the server. The run came in late, and nothing on the way says how fast its clock ran: it counts for statistics and achievements, but is on no leaderboard.";
  }
  switch (unrankedReason(result, result.session.mode)) {
    case "short":
      return `${tooShortText(result)} It stays in the history, and is on no leaderboard.`;
    case "mode":
      if (result.session.mode === "ghost_race") return GHOSTS;
      return result.session.mode === "own" ? OWN_TEXT : TEXTS[result.status].text;
    case "overlap":
      return "Typed at the same time as another run of this account. Nobody has that many hands, so only the one that came in first counts.";
    default:
      return TEXTS[result.status].text;
  }
}

/** The id of the card's heading. */
export const STATUS_TITLE = "status-title";

/** The status of a result, and what it means. */
export function StatusCard({ result }: { result: ResultWithPlayer }) {
  const { mark, tone, title } = TEXTS[result.status];
  return (
    <section className="card" aria-labelledby={STATUS_TITLE}>
      <h2 id={STATUS_TITLE} className={`font-mono text-sm font-bold ${tone}`}>
        <span aria-hidden="true">{mark} </span>
        {title}
      </h2>
      <p className="mt-2 text-dim">{textOf(result)}</p>
    </section>
  );
}
