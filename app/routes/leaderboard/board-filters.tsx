/** Links to the boards of other types, metrics, languages and difficulties. Phones show them when they are asked for. */
import { Link } from "@remix-run/react";
import { useState } from "react";
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

const TYPE_NAMES = { all_time: "All time", weekly: "Week", daily: "Day" } as const;
const SCOPE_NAMES = { all: "Everybody", friends: "Friends" } as const;
const METRIC_NAMES = { score: "Score", wpm: "Tokens a minute" } as const;

/** Returns the choice in words: `All time · Score · All languages · Normal`. */
function choiceText({ type, metric, language, difficulty, scope }: BoardFilter): string {
  return [
    ...(scope === "friends" ? [SCOPE_NAMES.friends] : []),
    TYPE_NAMES[type],
    METRIC_NAMES[metric],
    language ? LANGUAGE_NAMES[language] : "All languages",
    difficulty ? DIFFICULTY_NAMES[difficulty] : "All difficulties",
  ].join(" · ");
}

type Change = Partial<BoardFilter>;

interface BoardFiltersProps {
  filter: BoardFilter;
  /** Whether the visitor may have friends. */
  signedIn: boolean;
}

export function BoardFilters({ filter, signedIn }: BoardFiltersProps) {
  const [open, setOpen] = useState(false);
  const choice = (label: string, change: Change, chosen: boolean): Choice => ({
    label,
    to: boardPath({ ...filter, ...change }),
    chosen,
  });
  /** One choice for each key of `names`, of which `field` has one. */
  const choices = <Key extends string>(
    names: Record<Key, string>,
    field: "type" | "metric" | "language" | "difficulty" | "scope",
    besides: Change = {},
  ) =>
    (Object.entries(names) as [Key, string][]).map(([key, name]) =>
      choice(name, { [field]: key, ...besides }, filter[field] === key),
    );
  return (
    <div className="board-choice">
      <button
        type="button"
        className="board-fold"
        aria-expanded={open}
        aria-controls="board-filters"
        onClick={() => setOpen(!open)}
      >
        <span>
          <span className="sr-only">Filters: </span>
          {choiceText(filter)}
        </span>
      </button>
      <div id="board-filters" className="board-filters" data-open={open}>
        <div>
          {signedIn && <Choices label="Among" choices={choices(SCOPE_NAMES, "scope")} />}
          <Choices label="When" choices={choices(TYPE_NAMES, "type", { period: undefined })} />
          <Choices label="Ranked by" choices={choices(METRIC_NAMES, "metric")} />
        </div>
        <div>
          <Choices
            label="Language"
            choices={[
              choice("All", { language: undefined }, !filter.language),
              ...choices(LANGUAGE_NAMES, "language"),
            ]}
          />
          <Choices
            label="Difficulty"
            choices={[
              choice("All", { difficulty: undefined }, !filter.difficulty),
              ...choices(DIFFICULTY_NAMES, "difficulty"),
            ]}
          />
        </div>
      </div>
    </div>
  );
}
