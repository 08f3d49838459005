/** Where the signed-in player stands on the board. */
import { Link } from "@remix-run/react";
import type { Place } from "../../contracts/leaderboard.ts";
import { whole } from "../../ui/text/format.ts";

/** From here on a share says more than a count, in the better half. */
const MANY = 20;

/** `12%`, `0.4%`: how much of the board ends with this rank, rounded up. */
function share(rank: number, players: number): string {
  const percent = (100 * rank) / players;
  return percent < 1 ? `${Math.ceil(percent * 10) / 10}%` : `${Math.ceil(percent)}%`;
}

export function OwnRank({ place, lasts }: { place: Place; lasts: boolean }) {
  const { rank, players } = place;
  if (rank === null) {
    return (
      <aside className="board-place" aria-label="Your place">
        <p className="text-dim">
          {lasts ? "You are not on this board yet." : "You were not on this board."}
        </p>
        {lasts && (
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
        of {whole(players)} {players === 1 ? "player" : "players"}
        {players >= MANY && rank <= players / 2 && (
          <>
            {" · "}
            <span className="text-mint">top {share(rank, players)}</span>
          </>
        )}
      </p>
    </aside>
  );
}
