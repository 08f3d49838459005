/** The figures above a drill. */
import type { Language } from "../../engine/plan.ts";
import { keyName } from "../../ui/keyboard/key-names.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { percent, whole } from "../../ui/text/format.ts";
import type { DrillRun } from "./drill-run.ts";

interface HudProps {
  run: DrillRun;
  language: Language;
  targets: readonly string[];
  /** Of an own text. */
  title: string | undefined;
}

function Reading({ label, value }: { label: string; value: string }) {
  return (
    <div className="drill-reading">
      <dt>{label}</dt>
      <dd translate="no">{value}</dd>
    </div>
  );
}

/** Figures jump while few keys are typed. */
const FIRST_KEYS = 5;

export function DrillHud({ run, language, targets, title }: HudProps) {
  const { next, keys, presses } = run;
  const figures = run.figures(run.isBegun ? performance.now() : undefined);
  const known = presses.length >= FIRST_KEYS;
  return (
    <header className="drill-hud">
      <h1 className="drill-title">
        {LANGUAGE_NAMES[language]} <span className="sr-only">drill</span>
        {title !== undefined && (
          <span className="drill-text-title" translate="no">
            {title}
          </span>
        )}
        {targets.length > 0 && (
          <span className="drill-targets">
            <span className="sr-only">of </span>
            {targets.map((target) => (
              <kbd key={target} translate="no">
                {keyName(target)}
              </kbd>
            ))}
          </span>
        )}
      </h1>
      <div
        className="drill-bar"
        role="progressbar"
        aria-label="Typed"
        aria-valuemin={0}
        aria-valuemax={keys.length}
        aria-valuenow={next}
      >
        <i style={{ transform: `scaleX(${next / keys.length})` }} />
      </div>
      <p className="drill-count" translate="no">
        <b>{whole(next)}</b> / {whole(keys.length)}
      </p>
      <dl className="drill-readings">
        <Reading label="WPM" value={known ? whole(figures.words_per_minute) : "–"} />
        <Reading
          label="Accuracy"
          value={presses.length > 0 ? percent(figures.accuracy_percentage) : "–"}
        />
      </dl>
    </header>
  );
}
