/** What cost the run time: each piece of advice in words, with the figures that say so. */
import type { RunAdvice } from "../../engine/analysis/advice.ts";
import type { Outage } from "../../engine/analysis/analysis.ts";
import type { KeyGroup } from "../../engine/analysis/key-tallies.ts";
import type { Kind } from "../../engine/state.ts";
import { KIND_NAMES } from "../../ui/field/labels.ts";
import { percent, whole } from "../../ui/text/format.ts";
import { kindText } from "./outages.tsx";

const GROUP_NAMES: Record<KeyGroup, string> = {
  letters: "Small letters",
  capitals: "Capitals",
  digits: "Digits",
  brackets: "Brackets",
  quotes: "Quotes",
  operators: "Operators and punctuation",
  blanks: "Space and Enter",
};

const milliseconds = (n: number) => `${whole(n)} ms`;

function textOf(advice: RunAdvice): [title: string, text: string] {
  switch (advice.kind) {
    case "accuracy":
      return [
        "Fewer errors before more speed",
        `${percent(advice.accuracy)} of all keys were right, and each error took ${milliseconds(advice.error_ms)}. A little slower is faster here.`,
      ];
    case "after_errors":
      return [
        "On after an error",
        `The five keys after an error took ${milliseconds(advice.after_ms)} each, the others ${milliseconds(advice.usual_ms)}. What is wrong is not on the screen: the next key is the right one.`,
      ];
    case "keys":
      return [
        GROUP_NAMES[advice.group],
        `${percent(advice.accuracy)} of them right, ${percent(advice.elsewhere)} of the other keys.`,
      ];
    case "bug":
      return [
        `Bugs of the kind “${KIND_NAMES[advice.bug]}”`,
        `${percent(advice.accuracy)} of their keys right, ${percent(advice.elsewhere)} of the others.`,
      ];
    case "late_errors":
      return [
        "Errors came late",
        `${percent(advice.accuracy)} of the keys of the second half were right, ${percent(advice.elsewhere)} of the first.`,
      ];
    case "fading":
      return [
        "The pace did not last",
        `${whole(advice.first_wpm)} wpm in the first half, ${whole(advice.second_wpm)} in the second. Begin at a speed that lasts.`,
      ];
  }
}

/** Writes a duration: `0.8 s`, `14 s`. */
const seconds = (ms: number) => `${ms < 9_950 ? (ms / 1_000).toFixed(1) : whole(ms / 1_000)} s`;

/** What to do about the kind that got through; an ordinary bug has no trick. */
const REMEDIES: Partial<Record<Kind, string>> = {
  syntax: "They are quick: take them first.",
  null: "They jump while nobody types them: lock them early.",
  race: "Fix both of a pair one right after the other.",
  leak: "They grow: take them early.",
  regression: "Fix them without an error, or they come back.",
  boss: "A boss has phases: begin it as soon as it comes.",
};

interface Props {
  advice: RunAdvice[];
  /** What reached production, the costliest kind first. */
  outages: readonly Outage[];
}

/**
 * What helps against the kind that cost most, where nothing of the typing cost time; nothing without a remedy. How many
 * got through and what they cost is said by `Outages`.
 */
function CostliestKind({ outages: [costliest] }: Pick<Props, "outages">) {
  const remedy = costliest && REMEDIES[costliest.kind];
  if (!remedy) return null;
  return (
    <section className="card" aria-labelledby="advice">
      <h2 id="advice" className="eyebrow">
        What cost uptime
      </h2>
      <p className="mt-3 text-dim">
        Most of all <strong className="text-text">{kindText(costliest.kind, 2)}</strong>. {remedy}
      </p>
    </section>
  );
}

export function RunAdviceList({ advice, outages }: Props) {
  if (advice.length === 0) return <CostliestKind outages={outages} />;
  return (
    <section className="card" aria-labelledby="advice">
      <h2 id="advice" className="eyebrow">
        What cost time
      </h2>
      <ul className="run-advice">
        {advice.map((item) => {
          const [title, text] = textOf(item);
          return (
            <li key={title}>
              <h3>{title}</h3>
              <p className="run-advice-cost">
                about <strong>{seconds(item.lost_ms)}</strong>
              </p>
              <p className="text-dim">{text}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
