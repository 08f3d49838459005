/** The filter form of the history. */

import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { MODE_NAMES } from "../../ui/text/mode-names.ts";
import { type Filter, FilterForm } from "../shared/filter-form.tsx";

const FILTERS: Filter[] = [
  { name: "language", label: "Language", choices: LANGUAGE_NAMES },
  { name: "difficulty", label: "Difficulty", choices: DIFFICULTY_NAMES },
  { name: "mode", label: "Mode", choices: MODE_NAMES },
  { name: "from", label: "From (UTC)", type: "date" },
  { name: "to", label: "To (UTC)", type: "date" },
];

const CLASSES = { form: "filters", field: () => "filter", submit: "filter-act" };

interface HistoryFiltersProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export const HistoryFilters = (props: HistoryFiltersProps) => (
  <FilterForm
    {...props}
    action="/history"
    label="Which runs"
    filters={FILTERS}
    submit="Filter"
    classes={CLASSES}
  />
);
