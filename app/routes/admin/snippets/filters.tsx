/** The filter form of the list of snippets. */

import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { type Filter, FilterForm } from "../../shared/filter-form.tsx";

const FILTERS: Filter[] = [
  { name: "q", label: "Code or category" },
  { name: "language", label: "Language", choices: LANGUAGE_NAMES },
  { name: "difficulty", label: "Difficulty", choices: DIFFICULTY_NAMES },
  { name: "category", label: "Category" },
  { name: "is_active", label: "In rotation", choices: { true: "Yes", false: "No" } },
];

const CLASSES = { form: "snippet-filters", submit: "snippet-filter-act" };

interface SnippetFiltersProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export const SnippetFilters = (props: SnippetFiltersProps) => (
  <FilterForm
    {...props}
    action="/admin/snippets"
    label="Which snippets"
    filters={FILTERS}
    submit="Search"
    classes={CLASSES}
    role="search"
  />
);
