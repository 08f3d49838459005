/** The pairs of keys that cost most, and what was hit instead of what. Each row starts the drill that mends it. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LEAST_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { Bar } from "../../../ui/chart/bar.tsx";
import { DrillRowForm } from "../../../ui/forms/drill-form.tsx";
import { KeyName } from "../../../ui/keyboard/key-name.tsx";
import { orUnknown, whole } from "../../../ui/text/format.ts";
import { plural } from "../../../ui/text/plural.ts";
import { lostText } from "./figures.ts";

type Props = Pick<TypingStatistics, "language"> & { statistics: TypingStatistics };

export function SlowestPairs({ language, statistics: { pairs } }: Props) {
  return (
    <section className="card" aria-labelledby="pairs">
      <h2 id="pairs">Slowest pairs</h2>
      <p className="insights-note">
        Slower than your usual: the second key after the first, by what it costs in every 1,000
        keys.
      </p>
      {pairs.length === 0 ? (
        <p className="mt-4">No pair that you typed five times or more is slower than your usual.</p>
      ) : (
        <table className="table insights-table">
          <thead>
            <tr>
              <th scope="col">Pair</th>
              <th scope="col" className="figure">
                Times
              </th>
              <th scope="col" className="figure">
                Mean ms
              </th>
              <th scope="col" className="figure">
                Lost ms
              </th>
              <th scope="col">
                <span className="sr-only">Drill</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ pair, presses, mean_ms, lost_ms }) => (
              <tr key={pair} data-estimate={presses < LEAST_PRESSES ? "" : undefined}>
                <th scope="row" className="text-left font-normal">
                  <KeyName keys={pair} />
                </th>
                <td className="figure">{whole(presses)}</td>
                <td className="figure">{orUnknown(mean_ms, whole)}</td>
                <td className="figure">{lostText(lost_ms)}</td>
                <td className="text-right">
                  <DrillRowForm language={language} keys={[pair]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** A mistake that was made once may never come again. */
const LEAST_COUNT = 2;

export function Confusions({ language, statistics }: Props) {
  const confusions = statistics.confusions.filter(({ count }) => count >= LEAST_COUNT);
  const most = confusions[0]?.count ?? 1;
  return (
    <section className="card" aria-labelledby="confusions">
      <h2 id="confusions">Hit instead</h2>
      <p className="insights-note">What you pressed, and what was due.</p>
      {confusions.length === 0 ? (
        <p className="mt-4">
          {statistics.confusions.length === 0
            ? "No wrong key so far."
            : "No wrong key has come twice so far."}
        </p>
      ) : (
        <ul className="insights-confusions">
          {confusions.map(({ expected, typed, count }) => (
            <li key={`${expected} ${typed}`}>
              <span className="confusion-keys">
                <KeyName keys={typed} /> <span className="text-dim">instead of</span>{" "}
                <KeyName keys={expected} />
              </span>
              <Bar className="confusion-bar" share={count / most} />
              <span className="confusion-count">
                {whole(count)}
                <span className="sr-only"> {plural(count, "time")}</span>
              </span>
              <DrillRowForm language={language} keys={[expected, typed]} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
