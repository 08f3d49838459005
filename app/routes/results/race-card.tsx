/** How a race with a ghost ended. */
import { Link } from "@remix-run/react";
import type { GhostRace } from "../../contracts/result-page.ts";
import { decisionText, verdictText } from "../../ui/runs/race-verdict.tsx";
import { whole } from "../../ui/text/format.ts";

interface Props {
  race: GhostRace;
  /** The username of the run's player. */
  player: string;
  viewer: string | null;
}

export function RaceCard({ race: { rival, verdict }, player, viewer }: Props) {
  const { username } = rival.user;
  const nameOf = (name: string) => (name === viewer ? "You" : `@${name}`);
  const own = nameOf(player);
  // Whoever races a run of their own is both.
  const other =
    username !== player ? nameOf(username) : own === "You" ? "Your earlier run" : "The earlier run";
  const against = username === player ? undefined : other;
  const names = { verdict, own, rival: other, against };
  // Whose win is good news depends on who reads it: the raced player may.
  const winner = verdict.winner ?? "draw";
  const turned = { own: "rival", rival: "own", draw: "draw" }[winner];
  return (
    <section
      className="card race-card"
      aria-labelledby="race"
      data-winner={other === "You" ? turned : winner}
    >
      <h2 id="race">{verdictText(names)}</h2>
      <p className="text-dim">
        {decisionText(names)}{" "}
        <Link to={`/results/${rival.id}`} className="link">
          The run that was raced
        </Link>
        : {whole(rival.final_score)} points.
      </p>
    </section>
  );
}
