/** What cost the run time: each piece of advice in words, with the figures that say so. */
import type { RunAdvice } from "../../engine/analysis/advice.ts";
import type { KeyGroup } from "../../engine/analysis/key-tallies.ts";
import { KIND_NAMES } from "../../ui/field/labels.ts";
import { percent, whole } from "../../ui/text/format.ts";

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

export function RunAdviceList({ advice }: { advice: RunAdvice[] }) {
  return (
    <section className="card" aria-labelledby="advice">
      <h2 id="advice" className="eyebrow">
        What cost time
      </h2>
      {advice.length === 0 ? (
        <p className="mt-3 text-dim">
          Nothing stands out: every kind of key and of bug went as well as the others, to the end.
        </p>
      ) : (
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
      )}
    </section>
  );
}
