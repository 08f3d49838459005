/** The numbers that are worth being proud of. */
import type { PlayerFigures } from "../../contracts/statistics.ts";
import { oneDecimal, orUnknown, percent, whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";

function Figure({ name, children, note }: { name: string; children: string; note?: string }) {
  return (
    <div className="bests-one">
      <dt>{name}</dt>
      <dd>
        {children}
        {note && <span className="bests-note">{note}</span>}
      </dd>
    </div>
  );
}

const inDays = (days: number) => `${days} ${plural(days, "day")}`;

export function PersonalBests({ statistics, today }: { statistics: PlayerFigures; today: string }) {
  const streakNote =
    statistics.current_streak === 0
      ? "play today to begin one"
      : statistics.last_played_day === today
        ? `longest ${inDays(statistics.best_streak)}`
        : "play today to keep it";
  return (
    <section aria-labelledby="bests">
      <h2 id="bests" className="sr-only">
        Bests
      </h2>
      <dl className="bests">
        <Figure name="Best score">{whole(statistics.best_score)}</Figure>
        <Figure
          name="Best wpm"
          note={`${orUnknown(statistics.avg_standard_wpm, oneDecimal)} on average`}
        >
          {orUnknown(statistics.best_standard_wpm, oneDecimal)}
        </Figure>
        <Figure name="Accuracy" note="average of all verified runs">
          {orUnknown(statistics.avg_key_accuracy, percent)}
        </Figure>
        <Figure
          name="Highest wave"
          note={`${whole(statistics.total_enemies_killed)} bugs fixed in all`}
        >
          {whole(statistics.highest_wave)}
        </Figure>
        <Figure name="Streak" note={streakNote}>
          {inDays(statistics.current_streak)}
        </Figure>
      </dl>
    </section>
  );
}
