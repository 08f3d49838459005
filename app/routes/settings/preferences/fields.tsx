/** Fields that one chooses in: cards, chips, a switch, a slider. */
import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { type ReactNode, useEffect, useRef, useState } from "react";

interface FieldProps {
  field: FieldMetadata<unknown>;
  label: string;
  hint?: string;
}

interface ChoicesProps extends FieldProps {
  /** Its values, and what each is called. */
  choices: [value: string, name: ReactNode][];
  /** How all of them lie, and how each looks. */
  className?: string;
  choiceClassName?: string;
}

export function Choices(props: ChoicesProps) {
  const { field, label, hint, choices } = props;
  const { className = "flex flex-wrap gap-2", choiceClassName = "chip" } = props;
  const named = `${field.id}-label`;
  return (
    <div
      role="radiogroup"
      aria-labelledby={named}
      aria-describedby={hint ? field.descriptionId : undefined}
      className="sheet-line"
    >
      <p id={named} className="label">
        {label}
      </p>
      <div className={className}>
        {choices.map(([value, name]) => {
          const { key: _, ...input } = getInputProps(field, { type: "radio", value });
          return (
            <label key={value} className={`relative ${choiceClassName}`}>
              <input {...input} id={`${field.id}-${value}`} className="sr-only" />
              {name}
            </label>
          );
        })}
      </div>
      {hint && (
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

export function Switch({ field, label, hint }: FieldProps) {
  const { key, ...input } = getInputProps(field, {
    type: "checkbox",
    ...(hint && { ariaDescribedBy: field.descriptionId }),
  });
  return (
    <div className="sheet-line switch-line">
      <label htmlFor={field.id} className="label">
        {label}
      </label>
      <input key={key} {...input} required={false} className="switch" />
      {hint && (
        <p id={field.descriptionId} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

export function Slider({ field, label }: FieldProps) {
  const { key, ...input } = getInputProps(field, { type: "range" });
  const slider = useRef<HTMLInputElement>(null);
  // Without script it would not follow the handle; before the script came, somebody may have moved it.
  const [value, setValue] = useState<string>();
  useEffect(() => setValue(slider.current?.value), []);
  return (
    <div className="sheet-line">
      <label htmlFor={field.id} className="label">
        {label}
      </label>
      <div className="slider">
        <input
          key={key}
          ref={slider}
          {...input}
          step={5}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        {value !== undefined && (
          <output htmlFor={field.id} className="slider-value">
            {value}%
          </output>
        )}
      </div>
    </div>
  );
}

/** A comment between lines: what those below it are about. */
export function Comment({ children }: { children: string }) {
  return <h2 className="sheet-comment">{children}</h2>;
}
