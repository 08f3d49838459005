/** The form above a list that filters it. It is sent by GET, so filters work without script and can be bookmarked. */
import { Form, Link } from "@remix-run/react";
import { useRestoreFocus } from "./use-restore-focus.ts";

export interface Filter {
  name: string;
  label: string;
  /** The names of the values in a select box. A filter without choices is a text field. */
  choices?: Record<string, string>;
  /** An example of what can be searched for. */
  placeholder?: string;
  type?: "search" | "date";
}

/** The class names of the form, of each field, and of the line with the button. */
interface FilterFormClasses {
  form: string;
  field?: (filter: Filter) => string;
  submit: string;
}

interface FilterFormProps {
  /** The URL of the list. */
  action: string;
  label: string;
  filters: Filter[];
  /** The values in the URL, by filter, also those that are invalid. */
  values: Record<string, string>;
  errors: Record<string, string>;
  /** What the button says. */
  submit: string;
  classes: FilterFormClasses;
  role?: "search";
}

interface FilterFieldProps {
  filter: Filter;
  value: string | undefined;
  error: string | undefined;
  className: string | undefined;
}

function FilterField({ filter, value = "", error, className }: FilterFieldProps) {
  const { name, label, choices, placeholder, type = "search" } = filter;
  const id = `filter-${name}`;
  const attributes = {
    id,
    name,
    className: "input",
    defaultValue: value,
    ...(error && { "aria-invalid": true, "aria-describedby": `${id}-error` }),
  } as const;
  return (
    <div className={className}>
      <label htmlFor={id} className="label">
        {label}
      </label>
      {choices ? (
        <select {...attributes}>
          <option value="">All</option>
          {Object.entries(choices).map(([choice, text]) => (
            <option key={choice} value={choice}>
              {text}
            </option>
          ))}
        </select>
      ) : type === "date" ? (
        <input {...attributes} type="date" />
      ) : (
        <input
          {...attributes}
          type="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={placeholder}
        />
      )}
      {error && (
        <p id={`${id}-error`} className="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

export function FilterForm(props: FilterFormProps) {
  const { action, label, filters, values, errors, submit, classes, role } = props;
  const formKey = JSON.stringify(values);
  const { button, onSubmit } = useRestoreFocus(formKey);
  return (
    // The key makes a new form for each URL, so that its fields also follow the links beside it.
    <Form
      key={formKey}
      action={action}
      role={role}
      className={classes.form}
      aria-label={label}
      onSubmit={onSubmit}
    >
      {filters.map((filter) => (
        <FilterField
          key={filter.name}
          filter={filter}
          value={values[filter.name]}
          error={errors[filter.name]}
          className={classes.field?.(filter)}
        />
      ))}
      <div className={classes.submit}>
        <button ref={button} type="submit" className="button">
          {submit}
        </button>
        {filters.some(({ name }) => values[name]) && (
          <Link to={action} className="link">
            Show all
          </Link>
        )}
      </div>
    </Form>
  );
}
