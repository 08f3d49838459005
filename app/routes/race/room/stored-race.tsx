/** A race that is over, as it is stored. */
import { Link } from "@remix-run/react";
import type { Race } from "../../../contracts/race.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { exactly } from "../../../ui/text/format.ts";
import { ReportRacer } from "./report-racer.tsx";
import { isReportable, ResultTable } from "./result-table.tsx";

interface Props {
  race: Extract<Race, { phase: "finished"; players: unknown }>;
  viewer: string | null;
}

export function StoredRace({ race, viewer }: Props) {
  const { language, difficulty, players, rated, started_at } = race;
  const rows = players.map((player) => ({
    ...player,
    isOwn: viewer !== null && player.username === viewer,
    ended_at_ms: null,
  }));
  return (
    <div className="column race-stored">
      <p className="eyebrow">
        {LANGUAGE_NAMES[language]}, {DIFFICULTY_NAMES[difficulty].toLowerCase()} ·{" "}
        {rated ? "rated" : "unrated"}
      </p>
      <h1>This race is over</h1>
      <p className="text-dim">
        It began on <time dateTime={started_at}>{exactly(started_at)}</time>.
      </p>
      <ResultTable rows={rows} waits={false} />
      {viewer !== null && <ReportRacer code={race.code} racers={rows.filter(isReportable)} />}
      <div className="race-room-acts">
        <Link
          to={`/race?language=${language}&difficulty=${difficulty}`}
          className="button button-primary"
        >
          Race yourself
        </Link>
        <Link to={`/race/ratings?language=${language}`} className="button button-quiet">
          Ratings
        </Link>
      </div>
    </div>
  );
}
