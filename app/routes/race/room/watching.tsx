/** A running race for those who watch: every field, side by side. */
import { Link } from "@remix-run/react";
import type { RaceClient } from "./race-client.ts";
import type { RaceView } from "./race-view.ts";
import { RacersPanel } from "./racers-panel.tsx";

export function Watching({ view, client }: { view: RaceView; client: RaceClient }) {
  return (
    <div className="column race-watch">
      <div className="race-watch-head">
        <h1>You watch this race</h1>
        <Link to="/race" className="button">
          Race yourself
        </Link>
      </div>
      <RacersPanel view={view} client={client} />
    </div>
  );
}
