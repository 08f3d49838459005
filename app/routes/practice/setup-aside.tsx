/** Beside the form: how a drill goes, and the player's last ones. */
import { Link } from "@remix-run/react";
import type { DrillHistoryItem } from "../../contracts/practice.ts";
import type { Language } from "../../engine/plan.ts";
import { keyName } from "../../ui/keyboard/key-names.ts";
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

/** The keys or the own text that a drill was of; nothing for code of everything. */
function DrilledOf({ targets, text_title }: DrillHistoryItem) {
  if (text_title !== null)
    return (
      <span className="drill-last-of" translate="no">
        {text_title}
      </span>
    );
  return targets.map((key) => (
    <kbd key={key} className="ml-1.5" translate="no">
      {keyName(key)}
    </kbd>
  ));
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
          {past.slice(0, SHOWN).map((drill) => (
            <tr key={drill.id}>
              <td className="fill text-dim">
                {since(drill.ended_at, now)} <DrilledOf {...drill} />
              </td>
              <td className="figure">{whole(drill.words_per_minute)} WPM</td>
              <td className="figure text-dim">{percent(drill.accuracy_percentage)}</td>
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
