/** Two sections of the end of a drill: what got better, and what was hit instead of what. */
import type { Confusion, DrillFigures } from "../../engine/drills/figures.ts";
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
} from "./comparison.ts";

const CHANGE_NAMES: Record<Change["name"], string> = {
  words_per_minute: "WPM",
  accuracy_percentage: "Accuracy, %",
  consistency: "Consistency, %",
};

interface BetterProps {
  figures: DrillFigures;
  before: readonly ComparedFigures[];
  language: string;
  guest: boolean;
}

export function WhatGotBetter({ figures, before, language, guest }: BetterProps) {
  const changes = changesOf(figures, before);
  return (
    <section aria-labelledby="better-title" className="grid content-start gap-3">
      <h2 id="better-title">What got better</h2>
      {changes.length === 0 ? (
        <p className="text-dim">
          This is your first {language} drill{guest && " of this visit"}. The next ones are compared
          with the mean of those before, at most {COMPARED_DRILLS}.
        </p>
      ) : (
        <>
          <p>{comparisonText(changes, comparedWith(before.length, language, guest))}</p>
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

/** So many rows are shown. */
const MOST_ROWS = 8;

export function Confusions({ errors, keys }: { errors: readonly Confusion[]; keys: number }) {
  const wrong = errors.reduce((sum, { count }) => sum + count, 0);
  const rest = errors.length - MOST_ROWS;
  return (
    <section aria-labelledby="instead-title" className="grid content-start gap-3">
      <h2 id="instead-title">What was hit instead of what</h2>
      {wrong === 0 ? (
        <p className="text-mint">Nothing: all {keys} keys were right.</p>
      ) : (
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
            {errors.slice(0, MOST_ROWS).map(({ expected, typed, count }) => (
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
      )}
      {rest > 0 && (
        <p className="text-sm text-dim">
          And {rest} more {plural(rest, "pair")}.
        </p>
      )}
    </section>
  );
}
