/** The flags of a run with their readings, and the rules that did not fire. */
import type { RuleReading } from "../../../../contracts/evidence.ts";
import { TableView } from "../../../../ui/chart/table-view.tsx";
import { FLAGS } from "../../shared/flags.ts";
import { shareOf, times, withUnit } from "./units.ts";

/** Writes a number of a rule in its unit. */
function written(rule: string, value: number): string {
  switch (FLAGS[rule]?.figure?.unit) {
    case "wpm":
      return withUnit(value, "WPM");
    case "ms":
      return withUnit(value, "ms");
    case "keys":
      return withUnit(value, "keys");
    case "times":
      return times(value);
    case "share":
      return shareOf(value);
    default:
      return String(Number(value.toFixed(3)));
  }
}

/** Writes when a rule fires: `over 260 WPM`. */
const boundOf = ({ name, least, most }: RuleReading) =>
  [
    least !== null && `under ${written(name, least)}`,
    most !== null && `over ${written(name, most)}`,
  ]
    .filter(Boolean)
    .join(" or ");

/** A name in the code font, which may break after its underscores. */
function RuleName({ name }: { name: string }) {
  const parts = name.split("_");
  return (
    <span translate="no">
      {parts.map((part, index) => (
        <span key={part}>
          {part}
          {index < parts.length - 1 && (
            <>
              _<wbr />
            </>
          )}
        </span>
      ))}
    </span>
  );
}

/** The bound of today may not be the one that flagged the run. */
function Reading({ reading, flagged }: { reading: RuleReading; flagged: boolean }) {
  const { name, value, fired, source } = reading;
  return (
    <>
      <p className="rule-reading">
        <span className="text-dim">{FLAGS[name]?.figure?.what}</span>
        <span className="rule-value">
          <strong>{value === null ? "too little to judge" : written(name, value)}</strong>{" "}
          <span className="text-dim">fires {boundOf(reading)}</span>
        </span>
      </p>
      {!fired && <p>It fired when the run came in. By the bounds of today it does not.</p>}
      {fired && !flagged && (
        <p>It did not fire when the run came in. By the bounds of today it does.</p>
      )}
      <details>
        <summary className="link">Source of the bound</summary>
        <p className="text-dim">{source}</p>
      </details>
    </>
  );
}

interface RulesProps {
  flags: readonly string[];
  readings: readonly RuleReading[];
}

/** What was flagged when the run came in, and what today's rules say besides. */
export function FiredRules({ flags, readings }: RulesProps) {
  const firedSince = readings.filter(({ name, fired }) => fired && !flags.includes(name));
  const isHard = (name: string) =>
    readings.some((one) => one.name === name && one.severity === "hard");
  // The hard ones first: they weigh most.
  const names = [...flags, ...firedSince.map(({ name }) => name)].sort(
    (a, b) => Number(isHard(b)) - Number(isHard(a)),
  );
  if (names.length === 0) {
    return (
      <p className="text-sm text-dim">No rule fired, and the verifier had nothing against it.</p>
    );
  }
  return (
    <ul className="rules" aria-label="What was found">
      {names.map((name) => {
        const reading = readings.find((one) => one.name === name);
        const tone = reading?.severity === "hard" ? "text-coral" : "text-amber";
        return (
          <li key={name}>
            <p className="rule-head">
              <strong className={`font-mono ${tone}`}>
                <RuleName name={name} />
              </strong>
              {reading && <span className={`badge ${tone}`}>{reading.severity}</span>}
            </p>
            <p>{FLAGS[name]?.text}</p>
            {reading && <Reading reading={reading} flagged={flags.includes(name)} />}
          </li>
        );
      })}
    </ul>
  );
}

/** The rules that found nothing, with how far the run is from their bounds. */
export function QuietRules({ flags, readings }: RulesProps) {
  const quiet = readings.filter(({ name, fired }) => !fired && !flags.includes(name));
  if (quiet.length === 0) return null;
  return (
    <details className="chart-table">
      <summary className="link">
        {quiet.length} {quiet.length === 1 ? "rule" : "rules"} that did not fire
      </summary>
      <TableView name="Rules that did not fire">
        <table className="table rules-table">
          <caption className="sr-only">Rules that did not fire, with their bounds</caption>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col" className="figure">
                Value
              </th>
              <th scope="col" className="figure">
                Fires
              </th>
            </tr>
          </thead>
          <tbody>
            {quiet.map((reading) => (
              <tr key={reading.name}>
                <th scope="row" className="text-left font-normal">
                  <span className="font-mono">
                    <RuleName name={reading.name} />
                  </span>
                  <span className="block text-dim">{FLAGS[reading.name]?.figure?.what}</span>
                </th>
                {reading.value === null ? (
                  <td className="rules-unread text-dim">too little to judge</td>
                ) : (
                  <td className="figure">{written(reading.name, reading.value)}</td>
                )}
                <td className="figure text-dim">{boundOf(reading)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableView>
    </details>
  );
}
