/** Beside the form: how a drill goes, and the player's last ones. */
import { Link } from "@remix-run/react";
import type { DrillHistoryItem } from "../../contracts/practice.ts";
import type { Language } from "../../engine/plan.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { percent, since, whole } from "../../ui/text/format.ts";

const STEPS = [
  "Type. A wrong key does not move the caret: hit the right one and go on.",
  "Read which key cost you most, and why.",
  "Drill that key in code that is rich in it. Come back tomorrow.",
];

const SHOWN = 5;

interface AsideProps {
  language: Language;
  past: readonly DrillHistoryItem[];
}

function LastDrills({ language, past }: AsideProps) {
  if (past.length === 0) return null;
  const now = new Date().toISOString();
  return (
    <section className="card">
      <h2 className="eyebrow">Last {LANGUAGE_NAMES[language]} drills</h2>
      <table className="table drill-last">
        <thead className="sr-only">
          <tr>
            <th scope="col">When</th>
            <th scope="col">WPM</th>
            <th scope="col">Accuracy</th>
          </tr>
        </thead>
        <tbody>
          {past.slice(0, SHOWN).map(({ id, ended_at, words_per_minute, accuracy_percentage }) => (
            <tr key={id}>
              <td className="fill text-dim">{since(ended_at, now)}</td>
              <td className="figure">{whole(words_per_minute)} WPM</td>
              <td className="figure text-dim">{percent(accuracy_percentage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function SetupAside(props: AsideProps) {
  return (
    <aside className="grid content-start gap-6">
      <section className="card">
        <h2 className="eyebrow">How it goes</h2>
        <ol className="drill-steps">
          {STEPS.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <LastDrills {...props} />
      <p className="text-sm text-dim">
        In the mood for bugs?{" "}
        <Link to="/play" className="link">
          Play
        </Link>
      </p>
    </aside>
  );
}
