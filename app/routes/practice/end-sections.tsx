/** Two sections of the end of a drill: what got better, and what was hit instead of what. */
import type { Confusion, DrillFigures } from "../../engine/drills/figures.ts";
import type { Press } from "../../engine/keystrokes/press.ts";
import { keyName } from "../../ui/keyboard/key-names.ts";
import { oneDecimal } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";
import {
  type Change,
  COMPARED_DRILLS,
  type ComparedFigures,
  changesOf,
  comparedWith,
  comparisonText,
  KIND_PHRASES,
} from "./comparison.ts";
import { type ComparedKind, kindOfTask } from "./drill-kind.ts";
import type { DrillTask } from "./drill-task.ts";
import { changeText, type TargetChange, targetChanges, toneOf } from "./target-changes.ts";

const CHANGE_NAMES: Record<Change["name"], string> = {
  words_per_minute: "WPM",
  accuracy_percentage: "Accuracy, %",
  consistency: "Consistency, %",
};

interface BetterProps {
  task: DrillTask;
  presses: readonly Press[];
  figures: DrillFigures;
  before: readonly ComparedFigures[];
  language: string;
  guest: boolean;
}

/** The keys that the drill was to mend, each beside what it was before. */
function Targets({ changes }: { changes: readonly TargetChange[] }) {
  return (
    <ul className="drill-target-changes">
      {changes.map((change) => (
        <li key={change.key}>
          <kbd translate="no">{keyName(change.key)}</kbd>{" "}
          <span data-tone={toneOf(change)}>{changeText(change)}</span>
        </li>
      ))}
    </ul>
  );
}

function FirstOfKind({
  kind,
  language,
  guest,
}: { kind: ComparedKind } & Pick<BetterProps, "language" | "guest">) {
  if (kind === "text")
    return (
      <p className="text-dim">
        Pasted code is compared with nothing, because it is stored nowhere.
      </p>
    );
  return (
    <p className="text-dim">
      This is your first {language} drill{guest ? " of this visit" : KIND_PHRASES[kind]}. The next
      ones are compared with the mean of those before, at most {COMPARED_DRILLS}.
    </p>
  );
}

export function WhatGotBetter(props: BetterProps) {
  const { task, presses, figures, before, language, guest } = props;
  const changes = changesOf(figures, before);
  const kind = kindOfTask(task);
  const targets = targetChanges(presses, task.target_figures);
  return (
    <section aria-labelledby="better-title" className="grid content-start gap-3">
      <h2 id="better-title">What got better</h2>
      {targets.length > 0 && <Targets changes={targets} />}
      {kind === "focused" && (
        <p className="text-dim">
          Code that is rich in your weak keys is slower than other code, so it is compared with its
          like alone.
        </p>
      )}
      {changes.length === 0 ? (
        <FirstOfKind {...{ kind, language, guest }} />
      ) : (
        <>
          <p>{comparisonText(changes, comparedWith(before.length, language, { guest, kind }))}</p>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col" className="figure">
                  Before
                </th>
                <th scope="col" className="figure">
                  Now
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.name}>
                  <th scope="row" className="text-left font-normal">
                    {CHANGE_NAMES[change.name]}
                  </th>
                  <td className="figure text-dim">{oneDecimal(change.before)}</td>
                  <td className="figure">{oneDecimal(change.now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** So many rows are shown at first. */
const MOST_ROWS = 8;

function Rows({ errors }: { errors: readonly Confusion[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Due</th>
          <th scope="col">Hit</th>
          <th scope="col" className="figure">
            Times
          </th>
        </tr>
      </thead>
      <tbody translate="no">
        {errors.map(({ expected, typed, count }) => (
          <tr key={`${expected} ${typed}`}>
            <td>
              <kbd>{keyName(expected)}</kbd>
            </td>
            <td className="text-coral">
              <kbd>{keyName(typed)}</kbd>
            </td>
            <td className="figure">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Confusions({ errors, keys }: { errors: readonly Confusion[]; keys: number }) {
  const rest = errors.slice(MOST_ROWS);
  return (
    <section aria-labelledby="instead-title" className="grid content-start gap-3">
      <h2 id="instead-title">What was hit instead of what</h2>
      {errors.length === 0 ? (
        <p className="text-mint">Nothing: all {keys} keys were right.</p>
      ) : (
        <Rows errors={errors.slice(0, MOST_ROWS)} />
      )}
      {rest.length > 0 && (
        <details>
          <summary className="link">
            {rest.length} more {plural(rest.length, "pair")}
          </summary>
          <Rows errors={rest} />
        </details>
      )}
    </section>
  );
}
