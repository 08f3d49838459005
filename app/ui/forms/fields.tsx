/** Fields of forms: label, hint, error, and what tells assistive technology which belongs to which. */
import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { Key } from "./key-hint.tsx";
import { submitOnce } from "./submit-once.ts";

interface FieldProps {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  /** The first wrong field of a page that came back wrong: focused even without script. */
  focused?: boolean;
  autoComplete: string;
}

interface TextFieldProps extends FieldProps {
  type?: "text" | "email";
}

const hintId = (field: FieldMetadata<string>, hint?: string) =>
  hint ? field.descriptionId : undefined;

function Line({ field, label, hint, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className="sheet-line">
      <label htmlFor={field.id} className="label">
        {label}
      </label>
      <div className="relative">{children}</div>
      {hint && !field.errors && (
        <p id={field.descriptionId} className="hint">
          {hint}
        </p>
      )}
      {field.errors && (
        <p id={field.errorId} className="error" role="alert">
          {field.errors[0]}
        </p>
      )}
    </div>
  );
}

export function TextField(props: TextFieldProps) {
  const { field, hint, focused, autoComplete, type = "text" } = props;
  const ariaDescribedBy = field.errors ? undefined : hintId(field, hint);
  const { key, ...input } = getInputProps(field, {
    type,
    ...(ariaDescribedBy && { ariaDescribedBy }),
  });
  return (
    <Line {...props}>
      <input
        key={key}
        {...input}
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: only on a field that was sent back as wrong
        autoFocus={focused}
        className="input"
      />
    </Line>
  );
}

export function PasswordField(props: FieldProps) {
  const { field, hint, focused, autoComplete } = props;
  const [shown, setShown] = useState(false);
  // Without script the switch would do nothing, so it comes with the script.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const ariaDescribedBy = field.errors ? undefined : hintId(field, hint);
  const { key, ...input } = getInputProps(field, {
    type: "password",
    value: false,
    ...(ariaDescribedBy && { ariaDescribedBy }),
  });
  return (
    <Line {...props}>
      <input
        key={key}
        {...input}
        type={shown ? "text" : "password"}
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: only on a field that was sent back as wrong
        autoFocus={focused}
        className="input input-with-toggle"
      />
      {scripted && (
        <button
          type="button"
          className="input-toggle"
          aria-pressed={shown}
          aria-controls={field.id}
          onClick={() => setShown(!shown)}
        >
          <span aria-hidden="true">{shown ? "Hide" : "Show"}</span>
          <span className="sr-only">Show password</span>
        </button>
      )}
    </Line>
  );
}

/** Which of `names` a form that came back is wrong about first; the last, when it is about none of them. */
export const firstWrong = (
  result: { error?: Record<string, unknown> | null } | undefined,
  ...names: string[]
) => result?.error && (names.find((name) => result.error?.[name]) ?? names.at(-1));

interface FormErrorsProps {
  id: string;
  errors: string[] | undefined;
  /** The field to go back to. */
  backTo: string;
}

export function FormErrors({ id, errors, backTo }: FormErrorsProps) {
  useEffect(() => {
    if (errors) document.getElementById(backTo)?.focus();
  }, [errors, backTo]);
  if (!errors) return null;
  return (
    <p id={id} className="notice" role="alert">
      {errors[0]}
    </p>
  );
}

interface SubmitButtonProps {
  children: ReactNode;
  /** What it says while what it sent is under way. */
  busy: string;
  className?: string;
  /** Whether it shows its key: not on what should not be done in passing. */
  hint?: boolean;
}

/** Sends its form, once. */
export function SubmitButton(props: SubmitButtonProps) {
  const { children, busy, className = "button-primary w-full", hint = true } = props;
  const { state, formMethod } = useNavigation();
  const submitting = state !== "idle" && formMethod === "POST";
  return (
    <button type="submit" className={`button ${className}`} {...submitOnce(submitting)}>
      {submitting ? (
        busy
      ) : (
        <>
          {children} {hint && <Key>Enter</Key>}
        </>
      )}
    </button>
  );
}
