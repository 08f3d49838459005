/** What the keys of a run show, whether or not a rule reads it. */
import { COARSE_GRID, type Evidence } from "../../../../contracts/evidence.ts";
import { whole } from "../../../../ui/text/format.ts";
import { GapsChart } from "./gaps-chart.tsx";
import { length, shareOf, times, withUnit } from "./units.ts";

type Fact = [name: string, value: string, remark?: string];

/** A figure that the run does not have, or the server does not know, has no remark. */
const fact = (name: string, value: string | null, remark: string): Fact =>
  value === null ? [name, "–"] : [name, value, remark];

const paceFacts = ({ pace, growth }: Evidence): Fact[] => [
  ["Best 10 s", withUnit(pace.best_10, "WPM")],
  ["Best minute", withUnit(pace.best_60, "WPM")],
  ["Thirds", `${pace.thirds.map(whole).join(" · ")} WPM`],
  growth === null
    ? ["Growth", "–", "no earlier best"]
    : ["Growth", times(growth), "of the best minute before"],
];

const rhythmFacts = ({ gaps, rhythm, token_starts, line_starts }: Evidence): Fact[] => [
  fact(
    "Same pairs",
    rhythm.count === 0 ? null : rhythm.r.toFixed(2).replace("-", "−"),
    `likeness of ${whole(rhythm.count)} times`,
  ),
  ["Spread", `±${shareOf(gaps.spread)}`, `half of the gaps; deviation ${shareOf(gaps.deviation)}`],
  ["First keys", times(token_starts.ratio), `of a token; ${times(line_starts.ratio)} of a line`],
  ["Rolled", shareOf(gaps.rollover), "under half the median"],
  [
    "Together",
    shareOf(gaps.under_10),
    `under 10 ms; at most ${withUnit(gaps.burst, "keys")} in a row`,
  ],
];

const reactionFacts = ({ reactions, retargets }: Evidence): Fact[] => [
  fact(
    "New bug",
    reactions.count === 0 ? null : withUnit(reactions.median, "ms"),
    `median of ${whole(reactions.count)}; a tenth by ${whole(reactions.p10)} ms`,
  ),
  fact(
    "Next bug",
    retargets.count === 0 ? null : times(retargets.ratio),
    `of other gaps; ${whole(retargets.count)} bugs`,
  ),
];

const errorFacts = ({ errors, keys }: Evidence): Fact[] => [
  ["Wrong keys", whole(errors.count), `of ${whole(keys)}`],
  fact("In a row", errors.count === 0 ? null : shareOf(errors.in_a_row), "follow a wrong key"),
  fact(
    "After one",
    errors.recovery.count === 0 ? null : times(errors.recovery.ratio),
    "of other gaps",
  ),
  ["Flawless", withUnit(errors.flawless, "keys"), "in a row at most"],
];

const clockFacts = ({ clock, grid }: Evidence): Fact[] => [
  fact("Late", clock.late === null ? null : length(clock.late), "by the server's clock"),
  fact(
    "Checkpoints",
    clock.checkpoints === null ? null : whole(clock.checkpoints),
    clock.ahead ? `one ${length(clock.ahead)} too early` : "",
  ),
  fact("Drift", clock.drift === null ? null : shareOf(clock.drift), "server against browser"),
  ["Grid", withUnit(grid, "ms"), grid === 1 ? "a fine clock" : "times are multiples of it"],
];

function Facts({ name, facts }: { name: string; facts: readonly Fact[] }) {
  return (
    <div>
      <h3 className="eyebrow">{name}</h3>
      <dl className="evidence mt-2">
        {facts.map(([fact, value, remark]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>
              {value} {remark && <span className="text-dim">{remark}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function KeyFigures({ evidence }: { evidence: Evidence }) {
  return (
    <section className="card grid gap-5" aria-labelledby="keys">
      <h2 id="keys">What the keys show</h2>
      {evidence.grid >= COARSE_GRID && (
        <p className="text-sm">
          <strong>Coarse clock (grid {evidence.grid} ms): single gaps are not judged.</strong>{" "}
          <span className="text-dim">
            The browser or the keyboard's input rounds times. That is no sign of cheating.
          </span>
        </p>
      )}
      <GapsChart gaps={evidence.gaps} />
      <div className="evidence-groups">
        <Facts name="Speed" facts={paceFacts(evidence)} />
        <Facts name="Rhythm" facts={rhythmFacts(evidence)} />
        <Facts name="Reactions" facts={reactionFacts(evidence)} />
        <Facts name="Errors" facts={errorFacts(evidence)} />
        <Facts name="Clock" facts={clockFacts(evidence)} />
      </div>
    </section>
  );
}
