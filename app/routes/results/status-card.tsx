import type { GameResult } from "../../contracts/game.ts";

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
  FLAGGED: {
    mark: "?",
    tone: "text-amber",
    title: "Held for review",
    text: "The run adds up, but it came in late or was typed faster than almost anyone can. A moderator looks at it; until then it is on no leaderboard.",
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

/** The status of a result, and what it means. */
export function StatusCard({ status }: { status: GameResult["status"] }) {
  const { mark, tone, title, text } = TEXTS[status];
  return (
    <section className="card" aria-labelledby="status-title">
      <h2 id="status-title" className={`font-mono text-sm font-bold ${tone}`}>
        <span aria-hidden="true">{mark} </span>
        {title}
      </h2>
      <p className="mt-2 text-dim">{text}</p>
    </section>
  );
}
