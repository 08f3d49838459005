/** The first thing on the page: what to do next. */
import { Link } from "@remix-run/react";
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LEAST_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { DrillForm, KeyNames, PrimaryDrillForm } from "../../../ui/forms/drill-form.tsx";
import { keyName } from "../../../ui/keyboard/key-names.ts";
import { LAYOUTS, typedKeys } from "../../../ui/keyboard/layouts.ts";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { shortTime, whole } from "../../../ui/text/format.ts";
import { type NextStep, nextStep } from "./next-step.ts";

const PlayLink = () => (
  <Link to="/play" className="button button-quiet">
    Play a game
  </Link>
);

interface MeasuredProps {
  step: Extract<NextStep, { act: "measure" }>;
  /** The language. */
  name: string;
}

/** Says what is known so far, and what is missing. */
function Measured({ step: { keys, measured, met, nearest }, name }: MeasuredProps) {
  return (
    <>
      {whole(keys)} {name} keys so far. A figure is an estimate until you have hit its key{" "}
      {LEAST_PRESSES} times, as {measured} of your {met} keys have been.
      {nearest && (
        <>
          {" "}
          Next is <kbd translate="no">{keyName(nearest.key)}</kbd>, with {nearest.missing} more.
        </>
      )}
    </>
  );
}

export function FirstSection({ statistics }: { statistics: TypingStatistics }) {
  const { language } = statistics;
  const step = nextStep(statistics);
  const name = LANGUAGE_NAMES[language];
  if (step.act !== "drill") {
    return (
      <section className="insights-next" aria-labelledby="next">
        <h2 id="next">
          {step.act === "even"
            ? "No key costs you more than the others."
            : "No key stands out yet, and most are hardly measured."}
        </h2>
        <p className="text-dim">
          {step.act === "even" ? (
            `${whole(step.keys)} ${name} keys, and they all come at about the same price. The next drill is for your speed.`
          ) : (
            <Measured step={step} name={name} />
          )}
        </p>
        <div className="insights-actions">
          <PrimaryDrillForm start={{ language }}>Type a {name} drill</PrimaryDrillForm>
          <PlayLink />
        </div>
      </section>
    );
  }
  const { key, lost_ms, why, weak_keys, missing } = step;
  return (
    <section className="insights-next" aria-labelledby="next">
      <h2 id="next">
        <kbd translate="no">{keyName(key)}</kbd> {missing > 0 ? "seems to cost" : "costs"} you{" "}
        {shortTime(lost_ms)} in every 1,000 keys: drill it.
      </h2>
      <p className="text-dim">
        {why}
        {missing > 0 &&
          ` An estimate: ${LEAST_PRESSES - missing} of ${LEAST_PRESSES} presses, so ${missing} more ${missing === 1 ? "makes" : "make"} it a measurement.`}
      </p>
      <div className="insights-actions">
        <PrimaryDrillForm start={{ language, focus: [key] }}>
          Drill <code translate="no">{keyName(key)}</code>
        </PrimaryDrillForm>
        {weak_keys.length > 1 && (
          <DrillForm start={{ language, focus: "weak_keys" }}>
            <span>
              Drill the worst: <KeyNames keys={weak_keys} />
            </span>
          </DrillForm>
        )}
      </div>
    </section>
  );
}

/** A keyboard that nobody has typed on yet. */
function GhostKeyboard() {
  return (
    <div className="keyboard insights-ghost" aria-hidden="true" translate="no">
      <div className="keyboard-rows">
        {LAYOUTS.qwerty.slice(0, 4).map((caps) => (
          <div key={caps[0]?.code} className="keyboard-row">
            {caps.map((cap) => (
              <div key={cap.code} className="heat-cap" data-code={cap.code}>
                {typedKeys(cap)
                  .toReversed()
                  .map((character) => (
                    <span key={character} className="heat-half" data-step="3" data-estimate="">
                      <span className="heat-sign">{keyName(character)}</span>
                    </span>
                  ))}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Shown in place of everything else before the first key of a language. */
export function NoKeys({ statistics }: { statistics: TypingStatistics }) {
  const { language, period } = statistics;
  const name = LANGUAGE_NAMES[language];
  return (
    <>
      <section className="insights-next" aria-labelledby="next">
        <h2 id="next">
          No {name} key yet{period === "quarter" ? " this quarter" : ""}.
        </h2>
        <p className="text-dim">
          Every key of your drills and games is timed. After the first minute this page shows:
        </p>
        <ul className="insights-promises">
          <li>
            <b>Your keyboard</b>, coloured by what each key costs you in time and in errors.
          </li>
          <li>
            <b>The pairs</b> that your fingers stumble over, and what they hit instead of what.
          </li>
          <li>
            <b>A button on each</b> that starts a drill of real code with that very key.
          </li>
        </ul>
        <div className="insights-actions">
          <PrimaryDrillForm start={{ language }}>Type a {name} drill</PrimaryDrillForm>
          <PlayLink />
        </div>
      </section>
      <GhostKeyboard />
    </>
  );
}
