/** The filter form of the lists of users and of the audit log. */
import { type Filter, FilterForm } from "../../shared/filter-form.tsx";

interface AdminFiltersProps {
  action: string;
  label: string;
  filters: Filter[];
  values: Record<string, string>;
  errors: Record<string, string>;
}

const CLASSES = {
  form: "admin-filters",
  field: ({ choices }: Filter) => (choices ? "admin-filter" : "admin-filter admin-filter-wide"),
  submit: "admin-filter-act",
};

export const AdminFilters = (props: AdminFiltersProps) => (
  <FilterForm {...props} submit="Show" classes={CLASSES} />
);
