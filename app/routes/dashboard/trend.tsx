/** The chart of speed and accuracy over time. */
import type { TrendPoint } from "../../contracts/dashboard.ts";
import { LineChart } from "../../ui/chart/line-chart.tsx";
import { dayName, oneDecimal, percent, whole } from "../../ui/text/format.ts";

const day = (moment: string) => dayName(moment.slice(0, 10));

/** The fewest points of which a direction is named. */
const FEWEST_POINTS = 5;

const mean = (points: readonly TrendPoint[]) =>
  points.reduce((sum, point) => sum + point.standard_wpm * point.runs, 0) /
  points.reduce((sum, { runs }) => sum + runs, 0);

/** Compares the speed of the last fifth of the points with that of the first, in a sentence. */
function direction(trend: readonly TrendPoint[]): string {
  if (trend.length < FEWEST_POINTS) return "A few more runs, and this becomes a line to follow.";
  const part = Math.ceil(trend.length / 5);
  const change = Math.round(mean(trend.slice(-part)) - mean(trend.slice(0, part)));
  if (change === 0) return "Lately as fast as in the first fifth of these runs.";
  return `Lately ${Math.abs(change)} wpm ${change > 0 ? "faster" : "slower"} than in the first fifth of these runs.`;
}

/** Shown for a single point, which makes no line. */
function FirstPoint({ point }: { point: TrendPoint }) {
  return (
    <section className="card trend-start" aria-labelledby="trend">
      <h2 id="trend" className="eyebrow">
        Your first verified run
      </h2>
      <dl>
        <div>
          <dt>WPM</dt>
          <dd className="text-amber">{oneDecimal(point.standard_wpm)}</dd>
        </div>
        <div>
          <dt>Accuracy</dt>
          <dd className="text-mint">{percent(point.key_accuracy)}</dd>
        </div>
      </dl>
      <p className="text-dim">This is where the line begins. The next run gives it a direction.</p>
    </section>
  );
}

export function Trend({ trend }: { trend: TrendPoint[] }) {
  const runs = trend.reduce((sum, point) => sum + point.runs, 0);
  const first = trend[0];
  const last = trend.at(-1);
  if (!first || !last) return null;
  if (trend.length === 1) return <FirstPoint point={first} />;
  const places = trend.map((point) => {
    const from = day(point.first);
    const to = day(point.last);
    return {
      id: point.first,
      label: from === to ? from : `${from} – ${to}`,
      note: point.runs > 1 ? `average of ${point.runs} runs` : undefined,
    };
  });
  const title = `Your last ${whole(runs)} verified runs`;
  return (
    <section className="card" aria-label="Speed and accuracy over time">
      <LineChart
        title={title}
        pointHeading={runs > trend.length ? "Runs" : "Run"}
        points={places}
        endLabels={[day(first.first), day(last.last)]}
        series={[
          {
            name: "WPM",
            values: trend.map((point) => point.standard_wpm),
            format: oneDecimal,
            tone: "amber",
          },
          {
            name: "Accuracy",
            values: trend.map((point) => point.key_accuracy),
            format: percent,
            tone: "mint",
            limit: 100,
          },
        ]}
      >
        <p className="chart-lead">{direction(trend)}</p>
      </LineChart>
    </section>
  );
}
