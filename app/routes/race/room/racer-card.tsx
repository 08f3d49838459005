/** A racer in a running race: place, score, uptime, what happened lately, and their field. */
import { memo } from "react";
import type { RaceRoom, Standing } from "../../../contracts/race-protocol.ts";
import { whole } from "../../../ui/text/format.ts";
import type { RaceNews, RaceView } from "./race-view.ts";
import { EVENT_WORDS, endText, phraseOf } from "./race-words.ts";
import { RacerName } from "./racer-name.tsx";
import { SmallField } from "./small-field.tsx";

interface Props {
  standing: Standing;
  racer: RaceRoom["racers"][number] | undefined;
  isOwn: boolean;
  /** How the score compares with the viewer's, or the viewer's with the next one. */
  gap: string;
  startedAt: number;
  news: RaceNews | undefined;
  said: RaceView["phrases"][number] | undefined;
}

export const RacerCard = memo(function RacerCard(props: Props) {
  const { standing, racer, isOwn, gap, startedAt, news, said } = props;
  const { place, score, uptime, standard_wpm: wpm, wave, outcome, bugs, target } = standing;
  const away = racer && !racer.connected && racer.kind !== "ghost" && outcome === null;
  return (
    <li
      className="racer-card"
      data-own={isOwn || undefined}
      data-out={outcome !== null || undefined}
      data-uptime={uptime > 50 ? "fine" : uptime > 25 ? "half" : "low"}
    >
      {news && <span key={news.count} className="racer-flash" data-event={news.event} />}
      <div className="racer-head">
        <b className="racer-place">{place}</b>
        <span className="racer-name">
          <RacerName racer={racer} isOwn={isOwn} />
        </span>
        <span className="racer-score">{whole(score)}</span>
      </div>
      <span className="racer-uptime" aria-hidden="true">
        <i style={{ transform: `scaleX(${uptime / 100})` }} />
      </span>
      <p className="racer-line">
        <span>{outcome === null ? `${wpm} wpm` : endText(standing)}</span>
        {outcome === null && <span>wave {wave}</span>}
        <span className="racer-gap">{gap}</span>
        {away && <span className="racer-away">away</span>}
      </p>
      {news && !isOwn && outcome === null && (
        <span key={news.count} className="racer-news" data-event={news.event}>
          {EVENT_WORDS[news.event]}
        </span>
      )}
      {!isOwn && outcome === null && <SmallField {...{ bugs, target, startedAt }} />}
      {said && (
        <q key={said.count} className="racer-said">
          {phraseOf(said.phrase)}
        </q>
      )}
    </li>
  );
});
