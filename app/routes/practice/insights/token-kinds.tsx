/** How fast each kind of token is typed, beside everybody. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LEAST_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { Bar } from "../../../ui/chart/bar.tsx";
import { DrillRowForm } from "../../../ui/forms/drill-form.tsx";
import { percent, whole } from "../../../ui/text/format.ts";
import { figuresByKey } from "./figures.ts";
import { KIND_LABELS, keysOfKind } from "./kind-keys.ts";

interface TimeProps {
  whose: string;
  ms: number | null;
  /** The longest time of the table. */
  most: number;
}

function Time({ whose, ms, most }: TimeProps) {
  if (ms === null) return null;
  return (
    <span className="kind-bar" data-whose={whose}>
      <span className="sr-only">{whose}: </span>
      <Bar className="kind-fill" share={ms / most} />
      <span className="kind-ms">{whole(ms)} ms</span>
    </span>
  );
}

export function TokenKinds({ statistics }: { statistics: TypingStatistics }) {
  const { language, token_kinds, everyone } = statistics;
  const figures = [...figuresByKey(statistics).values()];
  const theirs = new Map(everyone?.token_kinds.map((one) => [one.kind, one]));
  const times = token_kinds.flatMap(({ kind, mean_ms }) => [
    mean_ms ?? 0,
    theirs.get(kind)?.mean_ms ?? 0,
  ]);
  const most = Math.max(1, ...times);
  return (
    <section className="card" aria-labelledby="kinds">
      <h2 id="kinds">Kinds of token</h2>
      <p className="insights-note">
        Time a key{everyone ? ": you, and everybody" : ""}; and the share that went wrong. A drill
        mends the keys of a kind that cost more than your usual. Words and comments have none of
        their own: their letters are drilled key by key.
      </p>
      <table className="insights-kinds">
        <thead className="sr-only">
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Time a key</th>
            <th scope="col">Wrong</th>
            <th scope="col">Drill</th>
          </tr>
        </thead>
        <tbody>
          {token_kinds.map(({ kind, presses, errors, mean_ms }) => (
            <tr key={kind} data-estimate={presses < LEAST_PRESSES ? "" : undefined}>
              <th scope="row">{KIND_LABELS[kind]}</th>
              <td className="kind-bars">
                <Time whose="You" ms={mean_ms} most={most} />
                <Time whose="Everybody" ms={theirs.get(kind)?.mean_ms ?? null} most={most} />
              </td>
              <td className="kind-wrong">
                {percent(presses + errors > 0 ? (errors / (presses + errors)) * 100 : 0)}
              </td>
              <td className="text-right">
                <DrillRowForm language={language} keys={keysOfKind(kind, figures)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
