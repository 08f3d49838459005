/** The own run has ended, and others still race: what is left is to watch them. */
import type { Standing } from "../../../contracts/race-protocol.ts";
import type { RaceView } from "./race-view.ts";
import { endText, ordinal } from "./race-words.ts";

export function OutNotice({ view, own }: { view: RaceView; own: Standing }) {
  const racing = view.standings.filter(({ outcome }) => outcome === null).length;
  return (
    <div className="race-out" role="status">
      <strong>
        {own.outcome === "defeat" ? "Your production is down." : "Your race is over."}
      </strong>
      <span>
        {`You are ${ordinal(own.place)} now, ${endText(own)}. `}
        {racing === 1 ? "One still races." : `${racing} still race.`}
      </span>
    </div>
  );
}
