/** Form fields: label, input, hint and error, linked for assistive technology. */
import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { KeyHint } from "./key-hint.tsx";
import { submitOnce } from "./submit-once.ts";
import { useCapsLock } from "./use-caps-lock.ts";

interface FieldProps {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  /** Whether it is the first invalid field of a form that came back: focused even without script. */
  focused?: boolean;
  autoComplete: string;
}

interface TextFieldProps extends FieldProps {
  type?: "text" | "email";
}

const hintId = (field: FieldMetadata<string>, hint?: string) =>
  hint ? field.descriptionId : undefined;

interface FieldRowProps extends FieldProps {
  /** What the keyboard does at the moment; a live region. */
  status?: ReactNode;
  children: ReactNode;
}

function FieldRow({ field, label, hint, status, children }: FieldRowProps) {
  return (
    <div className="sheet-line">
      <label htmlFor={field.id} className="label">
        {label}
      </label>
      <div className="relative">{children}</div>
      {status}
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
    <FieldRow {...props}>
      <input
        key={key}
        {...input}
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: only on an invalid field of a form that came back
        autoFocus={focused}
        className="input"
      />
    </FieldRow>
  );
}

export function PasswordField(props: FieldProps) {
  const { field, hint, focused, autoComplete } = props;
  const [shown, setShown] = useState(false);
  const [capsLock, capsLockProps] = useCapsLock();
  // The button needs script, so it is rendered only with script.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const ariaDescribedBy = field.errors ? undefined : hintId(field, hint);
  const { key, ...input } = getInputProps(field, {
    type: "password",
    value: false,
    ...(ariaDescribedBy && { ariaDescribedBy }),
  });
  // Rendered without its text as well: only then do screen readers say it.
  const status = (
    <p role="status" className="hint empty:sr-only">
      {capsLock ? "Caps Lock is on." : ""}
    </p>
  );
  return (
    <FieldRow {...props} status={status}>
      <input
        key={key}
        {...input}
        {...capsLockProps}
        type={shown ? "text" : "password"}
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: only on an invalid field of a form that came back
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
    </FieldRow>
  );
}

/** Returns the first of `names` that has an error, or the last if only the form as a whole has one. */
export const firstInvalid = (
  result: { error?: Record<string, unknown> | null } | undefined,
  ...names: string[]
) => result?.error && (names.find((name) => result.error?.[name]) ?? names.at(-1));

interface FormErrorsProps {
  id: string;
  errors: string[] | undefined;
  /** The id of the field that gets the focus. */
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
  /** Its label while the form is being sent. */
  busy: string;
  className?: string;
  /** Whether it shows its key; not on buttons for dangerous actions. */
  hint?: boolean;
}

/** Submits its form, once. */
export function SubmitButton(props: SubmitButtonProps) {
  const { children, busy, className = "button-primary w-full", hint = true } = props;
  const { state, formMethod } = useNavigation();
  const submitting = state !== "idle" && formMethod === "POST";
  return (
    <button type="submit" className={`button ${className}`} {...submitOnce(submitting)}>
      {/* In an element, because a translator may have replaced the text. */}
      <span key={submitting ? "busy" : "idle"}>{submitting ? busy : children}</span>
      {!submitting && hint && <KeyHint>Enter</KeyHint>}
    </button>
  );
}
