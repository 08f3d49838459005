/** Links to the other languages, and to the other period. */
import { Link } from "@remix-run/react";
import type { TypingStatsQuery } from "../../../contracts/practice.ts";
import { LANGUAGES } from "../../../engine/plan.ts";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { insightsPath } from "./search-params.ts";
import { useMeasure } from "./use-measure.ts";

const PERIODS = { all: "All time", quarter: "This quarter" } as const;

function Choice({ to, current, name }: { to: string; current: boolean; name: string }) {
  return (
    <li>
      <Link to={to} className="chip" aria-current={current ? "true" : undefined} preventScrollReset>
        {name}
      </Link>
    </li>
  );
}

export function Filters({ language, period }: TypingStatsQuery) {
  const [view] = useMeasure();
  return (
    <div className="insights-filters">
      <nav aria-label="Language">
        <ul className="flex flex-wrap gap-2">
          {LANGUAGES.map((one) => (
            <Choice
              key={one}
              to={insightsPath({ language: one, period, view })}
              current={one === language}
              name={LANGUAGE_NAMES[one]}
            />
          ))}
        </ul>
      </nav>
      <nav aria-label="Period">
        <ul className="flex flex-wrap gap-2">
          {(["all", "quarter"] as const).map((one) => (
            <Choice
              key={one}
              to={insightsPath({ language, period: one, view })}
              current={one === period}
              name={PERIODS[one]}
            />
          ))}
        </ul>
      </nav>
    </div>
  );
}
