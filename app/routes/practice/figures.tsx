/** The four figures of a drill, each with its definition one tap away, computed from this very drill. */

import { drillMs } from "../../engine/drills/figures.ts";
import { WORD_KEYS } from "../../engine/typing-speed.ts";
import { oneDecimal, percent, whole } from "../../ui/text/format.ts";
import type { DrillRun } from "./drill-run.ts";

interface Figure {
  name: string;
  value: string;
  /** What it means, and how it came to be. */
  meaning: string;
  formula: string;
}

export function figuresOf(run: DrillRun): Figure[] {
  const { presses, endedAt } = run;
  const { words_per_minute, raw_words_per_minute, accuracy_percentage, consistency } =
    run.figures();
  const correct = presses.filter(({ expected, typed }) => expected === typed).length;
  const minutes = (drillMs(presses, endedAt) / 60_000).toFixed(2);
  const timed = presses.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const mean = timed.reduce((sum, ms) => sum + ms, 0) / Math.max(1, timed.length);
  return [
    {
      name: "WPM",
      value: oneDecimal(words_per_minute),
      meaning: `Right keys a minute, ${WORD_KEYS} of them a word. Space and Enter count.`,
      formula: `${whole(correct)} / ${WORD_KEYS} / ${minutes} min = ${oneDecimal(words_per_minute)}`,
    },
    {
      name: "Raw WPM",
      value: oneDecimal(raw_words_per_minute),
      meaning: "All keys a minute, wrong ones too: how fast your fingers move.",
      formula: `${whole(presses.length)} / ${WORD_KEYS} / ${minutes} min = ${oneDecimal(raw_words_per_minute)}`,
    },
    {
      name: "Accuracy",
      value: percent(accuracy_percentage),
      meaning: "Right keys of all keys.",
      formula: `${whole(correct)} / ${whole(presses.length)} = ${percent(accuracy_percentage)}`,
    },
    {
      name: "Consistency",
      value: percent(consistency),
      meaning:
        "How even the time between keys is: 100 less the mean deviation from their mean. Pauses over 2 s and errors are left out.",
      formula: `${whole((1 - consistency / 100) * mean)} ms of ${whole(mean)} ms off: ${percent(consistency)}`,
    },
  ];
}

export function Figures({ run }: { run: DrillRun }) {
  return (
    <div className="drill-figures">
      {figuresOf(run).map(({ name, value, meaning, formula }) => (
        <details key={name} className="drill-figure">
          <summary>
            <span className="drill-figure-name">
              {name}{" "}
              <span className="help-mark" aria-hidden="true">
                ?
              </span>
            </span>
            <span className="drill-figure-value" translate="no">
              {value}
            </span>
          </summary>
          <p>{meaning}</p>
          <p className="drill-figure-formula" translate="no">
            {formula}
          </p>
        </details>
      ))}
    </div>
  );
}
