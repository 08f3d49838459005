/** Links to the boards of other types, metrics, languages and difficulties. */
import { Link } from "@remix-run/react";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { type BoardFilter, boardPath } from "./search-params.ts";

interface Choice {
  label: string;
  to: string;
  chosen: boolean;
}

function Choices({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <nav aria-label={label} className="min-w-0 max-sm:grow">
      <p className="eyebrow mb-2" aria-hidden="true">
        {label}
      </p>
      <ul className={`board-choices board-choices-${label.toLowerCase()}`}>
        {choices.map(({ label, to, chosen }) => (
          <li key={label}>
            <Link
              to={to}
              className="chip"
              aria-current={chosen ? "true" : undefined}
              preventScrollReset
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function BoardFilters({ filter }: { filter: BoardFilter }) {
  const choice = (label: string, change: Partial<BoardFilter>, chosen: boolean): Choice => ({
    label,
    to: boardPath({ ...filter, ...change }),
    chosen,
  });
  const languages = Object.entries(LANGUAGE_NAMES) as [Language, string][];
  const difficulties = Object.entries(DIFFICULTY_NAMES) as [Difficulty, string][];
  return (
    <div className="board-filters">
      <div>
        <Choices
          label="When"
          choices={[
            choice("All time", { type: "all_time", period: undefined }, filter.type === "all_time"),
            choice("Week", { type: "weekly", period: undefined }, filter.type === "weekly"),
            choice("Day", { type: "daily", period: undefined }, filter.type === "daily"),
          ]}
        />
        <Choices
          label="Ranked by"
          choices={[
            choice("Score", { metric: "score" }, filter.metric === "score"),
            choice("Tokens a minute", { metric: "wpm" }, filter.metric === "wpm"),
          ]}
        />
      </div>
      <div>
        <Choices
          label="Language"
          choices={[
            choice("All", { language: undefined }, !filter.language),
            ...languages.map(([language, name]) =>
              choice(name, { language }, filter.language === language),
            ),
          ]}
        />
        <Choices
          label="Difficulty"
          choices={[
            choice("All", { difficulty: undefined }, !filter.difficulty),
            ...difficulties.map(([difficulty, name]) =>
              choice(name, { difficulty }, filter.difficulty === difficulty),
            ),
          ]}
        />
      </div>
    </div>
  );
}
