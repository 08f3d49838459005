import type { PublicProfile } from "../../contracts/profile.ts";
import { oneDecimal, orUnknown, percent, whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";

/** Writes a duration: `58 s`, `42 min`, `3 h 05 min`. */
function playtime(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${whole(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, "0")} min`;
}

const inDays = (days: number) => `${whole(days)} ${plural(days, "day")}`;

/** The statistics of a player over all verified runs, the bests first. */
export function PlayerStatistics({ statistics }: { statistics: PublicProfile["statistics"] }) {
  const bests = [
    ["Best score", whole(statistics.best_score)],
    ["Best wpm", orUnknown(statistics.best_standard_wpm, oneDecimal)],
    ["Highest wave", whole(statistics.highest_wave)],
  ];
  const rest = [
    ["Runs", whole(statistics.total_games)],
    ["Time on call", playtime(statistics.total_playtime_sec)],
    ["Average wpm", orUnknown(statistics.avg_standard_wpm, oneDecimal)],
    ["Average accuracy", orUnknown(statistics.avg_key_accuracy, percent)],
    ["Tokens typed", whole(statistics.total_words_typed)],
    ["Bugs fixed", whole(statistics.total_enemies_killed)],
    ["Longest combo", whole(statistics.best_combo)],
    ["Best streak", inDays(statistics.best_streak)],
  ];
  return (
    <section aria-labelledby="numbers" className="card">
      <h2 id="numbers" className="eyebrow">
        All runs
      </h2>
      <dl className="player-bests">
        {bests.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <dl className="player-numbers">
        {rest.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
