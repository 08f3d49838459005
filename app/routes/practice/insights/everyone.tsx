/** The player's level beside that of all players of the language. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { oneDecimal, percent, whole } from "../../../ui/text/format.ts";
import { Explained } from "../explained.tsx";
import { usualOf } from "./figures.ts";

const milliseconds = (n: number) => `${whole(n)} ms`;

interface FigureProps {
  name: string;
  own: number | null;
  theirs: number | null;
  format(n: number): string;
  /** Names the difference: `12 ms faster`. Undefined where there is none to speak of. */
  difference(own: number, theirs: number): string | undefined;
}

function Compared({ name, own, theirs, format, difference }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="everyone-own">{own === null ? "–" : format(own)}</span>
        {theirs !== null && (
          <span className="everyone-theirs">
            everybody {format(theirs)}
            {own !== null && ` · ${difference(own, theirs) ?? "as you"}`}
          </span>
        )}
      </dd>
    </div>
  );
}

const faster = (own: number, theirs: number) => {
  const ms = Math.round(own) - Math.round(theirs);
  if (ms === 0) return undefined;
  return `you ${Math.abs(ms)} ms ${ms < 0 ? "faster" : "slower"}`;
};

const better = (own: number, theirs: number) => {
  const points = Number(own.toFixed(1)) - Number(theirs.toFixed(1));
  if (Math.abs(points) < 0.05) return undefined;
  return `you ${oneDecimal(Math.abs(points))} points ${points > 0 ? "better" : "worse"}`;
};

export function BesideEverybody({ statistics }: { statistics: TypingStatistics }) {
  const { language, usual_ms, recovery_ms, everyone } = statistics;
  const name = LANGUAGE_NAMES[language];
  return (
    <section aria-labelledby="everyone">
      <h2 id="everyone">Beside everybody who types {name}</h2>
      {!everyone && (
        <p className="insights-note">
          Too few players have typed {name} to say what is usual. Your own figures:
        </p>
      )}
      <dl className="everyone">
        <Compared
          name="Usual time of a key"
          own={usual_ms}
          theirs={everyone?.usual_ms ?? null}
          format={milliseconds}
          difference={faster}
        />
        <Compared
          name="Accuracy at keys that were due"
          own={100 - usualOf(statistics).error_percentage}
          theirs={everyone?.accuracy_percentage ?? null}
          format={percent}
          difference={better}
        />
        <Compared
          name="From an error to the next right key"
          own={recovery_ms}
          theirs={everyone?.recovery_ms ?? null}
          format={milliseconds}
          difference={faster}
        />
      </dl>
      <Explained title="What “from an error to the next right key” is">
        The time from the first of wrong keys in a row to the next right key, at most 2,000 ms, over
        all errors: wrong keys in a row share it.
      </Explained>
    </section>
  );
}
