/** Which runs: a form that asks by address, so that it works without script and can be kept. */
import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { DIFFICULTIES, LANGUAGES, MODES } from "../../engine/plan.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES, MODE_NAMES } from "../../ui/text/labels.ts";

/** As it was asked for: what is wrong is shown again, beside what is wrong with it. */
export interface Asked {
  values: Record<string, string>;
  errors: Record<string, string>;
}

interface FieldProps {
  name: string;
  label: string;
  error: string | undefined;
  children: (attributes: {
    id: string;
    name: string;
    className: string;
    "aria-invalid"?: true;
    "aria-describedby"?: string;
  }) => ReactNode;
}

function Field({ name, label, error, children }: FieldProps) {
  const id = `filter-${name}`;
  const wrong = { "aria-invalid": true, "aria-describedby": `${id}-error` } as const;
  return (
    <div className="filter">
      <label htmlFor={id} className="label">
        {label}
      </label>
      {children({ id, name, className: "input", ...(error && wrong) })}
      {error && (
        <p id={`${id}-error`} className="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const CHOICES = [
  { name: "language", label: "Language", values: LANGUAGES, names: LANGUAGE_NAMES },
  { name: "difficulty", label: "Difficulty", values: DIFFICULTIES, names: DIFFICULTY_NAMES },
  { name: "mode", label: "Mode", values: MODES, names: MODE_NAMES },
] as const;

const DAYS = [
  { name: "from", label: "From (UTC)" },
  { name: "to", label: "To (UTC)" },
] as const;

export function Filters({ asked: { values, errors } }: { asked: Asked }) {
  const any = Object.keys(values).length > 0;
  return (
    // A form of its own for each address: its fields follow the links beside it, too.
    <Form
      key={JSON.stringify(values)}
      action="/history"
      className="filters"
      aria-label="Which runs"
    >
      {CHOICES.map(({ name, label, values: choices, names }) => (
        <Field key={name} name={name} label={label} error={errors[name]}>
          {(attributes) => (
            <select {...attributes} defaultValue={values[name] ?? ""}>
              <option value="">All</option>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {(names as Record<string, string>)[choice]}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      {DAYS.map(({ name, label }) => (
        <Field key={name} name={name} label={label} error={errors[name]}>
          {(attributes) => <input {...attributes} type="date" defaultValue={values[name] ?? ""} />}
        </Field>
      ))}
      <div className="filter-act">
        <button type="submit" className="button">
          Filter
        </button>
        {any && (
          <Link to="/history" className="link">
            Show all
          </Link>
        )}
      </div>
    </Form>
  );
}
