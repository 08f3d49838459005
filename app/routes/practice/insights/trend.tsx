/** Speed and accuracy by day. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LineChart } from "../../../ui/chart/line-chart.tsx";
import { dayName, oneDecimal, percent, whole } from "../../../ui/text/format.ts";
import { plural } from "../../../ui/text/plural.ts";
import { Explained } from "../explained.tsx";

/** What a day counts, and why its figures may differ from those of the keys. */
const Counted = () => (
  <Explained title="What a day counts">
    WPM is right keys / 5 a minute of the whole time, of games also while there was no bug to type.
    So a day of games is slower than one of drills. Wrong keys of a game count here too when no bug
    began with them: no key was due then.
  </Explained>
);

export function DayTrend({ trend }: Pick<TypingStatistics, "trend">) {
  const [first] = trend;
  const last = trend.at(-1);
  if (!first || !last) return null;
  if (trend.length === 1)
    return (
      <section className="card" aria-labelledby="trend">
        <h2 id="trend">Day by day</h2>
        <p className="insights-note">
          {whole(first.keys)} keys, all on {dayName(first.day)}. With a second day this becomes a
          line.
        </p>
        <dl className="insights-first-day">
          <div>
            <dt>WPM</dt>
            <dd className="text-amber">{oneDecimal(first.words_per_minute)}</dd>
          </div>
          <div>
            <dt>Accuracy</dt>
            <dd className="text-mint">{percent(first.accuracy_percentage)}</dd>
          </div>
        </dl>
        <Counted />
      </section>
    );
  return (
    <section className="card" aria-label="Day by day">
      <LineChart
        title={`The last ${trend.length} ${plural(trend.length, "day")} on which you typed (UTC)`}
        pointHeading="Day"
        points={trend.map(({ day, keys }) => ({
          id: day,
          label: dayName(day),
          note: `${whole(keys)} keys`,
        }))}
        endLabels={[dayName(first.day), dayName(last.day)]}
        series={[
          {
            name: "WPM",
            values: trend.map(({ words_per_minute }) => words_per_minute),
            format: oneDecimal,
            tone: "amber",
          },
          {
            name: "Accuracy",
            values: trend.map(({ accuracy_percentage }) => accuracy_percentage),
            format: percent,
            tone: "mint",
            limit: 100,
          },
        ]}
      />
      <Counted />
    </section>
  );
}
