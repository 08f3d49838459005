/** A form that asks by address, so that it works without script and can be kept. */
import { Form, Link } from "@remix-run/react";
import { useRestoreFocus } from "./use-restore-focus.ts";

export interface Filter {
  name: string;
  label: string;
  /** What can be chosen, by value; anything can be written where this is left out. */
  choices?: Record<string, string>;
  hint?: string;
}

interface FiltersProps {
  action: string;
  label: string;
  filters: Filter[];
  /** As it was asked for, and what is wrong with it. */
  values: Record<string, string>;
  errors?: Record<string, string>;
}

function Field({ filter, value = "", error }: { filter: Filter; value?: string; error?: string }) {
  const { name, label, choices, hint } = filter;
  const id = `filter-${name}`;
  const attributes = {
    id,
    name,
    className: "input",
    defaultValue: value,
    ...(error && { "aria-invalid": true, "aria-describedby": `${id}-error` }),
  } as const;
  return (
    <div className={choices ? "admin-filter" : "admin-filter admin-filter-wide"}>
      <label htmlFor={id} className="label">
        {label}
      </label>
      {choices ? (
        <select {...attributes}>
          <option value="">All</option>
          {Object.entries(choices).map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...attributes}
          type="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={hint}
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

export function FilterForm({ action, label, filters, values, errors = {} }: FiltersProps) {
  const any = filters.some(({ name }) => values[name]);
  const asked = JSON.stringify(values);
  const { button, onSubmit } = useRestoreFocus(asked);
  return (
    // A form of its own for each address: its fields follow the links beside it, too.
    <Form
      key={asked}
      action={action}
      className="admin-filters"
      aria-label={label}
      onSubmit={onSubmit}
    >
      {filters.map((filter) => (
        <Field
          key={filter.name}
          filter={filter}
          {...(values[filter.name] && { value: values[filter.name] })}
          {...(errors[filter.name] && { error: errors[filter.name] })}
        />
      ))}
      <div className="admin-filter-act">
        <button ref={button} type="submit" className="button">
          Show
        </button>
        {any && (
          <Link to={action} className="link">
            Show all
          </Link>
        )}
      </div>
    </Form>
  );
}
