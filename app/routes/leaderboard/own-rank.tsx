/** The rank of the signed-in player on the board. */
import { Link } from "@remix-run/react";
import type { Place } from "../../contracts/leaderboard.ts";
import { whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";
import { FEWEST_PLAYERS_FOR_SHARE } from "../shared/player-share.ts";

/** Writes the share of players down to this rank, rounded up: `12%`, `0.4%`. */
function shareUpTo(rank: number, players: number): string {
  const percent = (100 * rank) / players;
  return percent < 1 ? `${Math.ceil(percent * 10) / 10}%` : `${Math.ceil(percent)}%`;
}

interface OwnRankProps {
  place: Place;
  present: boolean;
  /** The points of a run that is being checked. */
  pending: number | null;
}

export function OwnRank({ place, present, pending }: OwnRankProps) {
  const { rank, players } = place;
  if (rank === null && present && pending !== null) {
    return (
      <aside className="board-place" aria-label="Your place">
        <p className="text-dim">
          Your {whole(pending)} points are being checked. They get their place here afterwards.
        </p>
      </aside>
    );
  }
  if (rank === null) {
    return (
      <aside className="board-place" aria-label="Your place">
        <p className="text-dim">
          {present ? "You are not on this board yet." : "You were not on this board."}
        </p>
        {present && (
          <Link to="/play" className="link">
            Play
          </Link>
        )}
      </aside>
    );
  }
  return (
    <aside className="board-place" aria-label="Your place">
      <p>
        <span className="sr-only">Your rank: </span>
        <span className="board-rank">
          <span aria-hidden="true">#</span>
          {whole(rank)}
        </span>
      </p>
      <p className="text-dim">
        of {whole(players)} {plural(players, "player")}
        {players >= FEWEST_PLAYERS_FOR_SHARE && rank <= players / 2 && (
          <>
            {" · "}
            <span className="text-mint">top {shareUpTo(rank, players)}</span>
          </>
        )}
      </p>
    </aside>
  );
}
