/** Which snippets: a form that asks by address, so that it works without script and can be kept. */
import { Form, Link } from "@remix-run/react";
import { DIFFICULTIES, LANGUAGES } from "../../../engine/plan.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/labels.ts";
import { useRestoreFocus } from "../../shared/use-restore-focus.ts";

/** As it was asked for: what is wrong is shown again, beside what is wrong with it. */
export interface Asked {
  values: Record<string, string>;
  errors: Record<string, string>;
}

interface FieldProps {
  name: string;
  label: string;
  asked: Asked;
  /** Values and what they are called; none, where one writes. */
  choices?: [value: string, name: string][];
}

function Field({ name, label, asked, choices }: FieldProps) {
  const id = `snippets-${name}`;
  const error = asked.errors[name];
  const attributes = {
    id,
    name,
    className: "input",
    defaultValue: asked.values[name] ?? "",
    ...(error && { "aria-invalid": true, "aria-describedby": `${id}-error` }),
  };
  return (
    <div>
      <label htmlFor={id} className="label">
        {label}
      </label>
      {choices ? (
        <select {...attributes}>
          <option value="">All</option>
          {choices.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <input {...attributes} type="search" autoComplete="off" spellCheck={false} />
      )}
      {error && (
        <p id={`${id}-error`} className="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const named = <Value extends string>(values: readonly Value[], names: Record<Value, string>) =>
  values.map((value): [string, string] => [value, names[value]]);

export function Filters({ asked }: { asked: Asked }) {
  const address = JSON.stringify(asked.values);
  const { button, onSubmit } = useRestoreFocus(address);
  return (
    // A form of its own for each address: its fields follow the links beside it, too.
    <Form
      key={address}
      onSubmit={onSubmit}
      action="/admin/snippets"
      role="search"
      aria-label="Which snippets"
      className="snippet-filters"
    >
      <Field name="q" label="Code or category" asked={asked} />
      <Field
        name="language"
        label="Language"
        asked={asked}
        choices={named(LANGUAGES, LANGUAGE_NAMES)}
      />
      <Field
        name="difficulty"
        label="Difficulty"
        asked={asked}
        choices={named(DIFFICULTIES, DIFFICULTY_NAMES)}
      />
      <Field name="category" label="Category" asked={asked} />
      <Field
        name="is_active"
        label="In rotation"
        asked={asked}
        choices={[
          ["true", "Yes"],
          ["false", "No"],
        ]}
      />
      <div className="snippet-filter-act">
        <button ref={button} type="submit" className="button">
          Search
        </button>
        {Object.keys(asked.values).length > 0 && (
          <Link to="/admin/snippets" className="link">
            Show all
          </Link>
        )}
      </div>
    </Form>
  );
}
