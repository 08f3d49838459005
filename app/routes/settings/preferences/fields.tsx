/** Form fields: radio buttons that look like cards or chips, a switch, a slider. */
import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { type ReactNode, useEffect, useRef, useState } from "react";

interface FieldProps {
  field: FieldMetadata<unknown>;
  label: string;
  hint?: string;
}

interface RadioFieldProps extends FieldProps {
  /** The values and their names. */
  options: [value: string, name: ReactNode][];
  /** The classes of the group and of each option. */
  className?: string;
  optionClassName?: string;
}

export function RadioField(props: RadioFieldProps) {
  const { field, label, hint, options } = props;
  const { className = "flex flex-wrap gap-2", optionClassName = "chip" } = props;
  const labelId = `${field.id}-label`;
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={hint ? field.descriptionId : undefined}
      className="sheet-line"
    >
      <p id={labelId} className="label">
        {label}
      </p>
      <div className={className}>
        {options.map(([value, name]) => {
          const { key: _, ...input } = getInputProps(field, { type: "radio", value });
          return (
            <label key={value} className={`relative ${optionClassName}`}>
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

export function SwitchField({ field, label, hint }: FieldProps) {
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

export function SliderField({ field, label }: FieldProps) {
  const { key, ...input } = getInputProps(field, { type: "range" });
  const slider = useRef<HTMLInputElement>(null);
  // Unknown until the script runs: without script the value would not follow the handle, and the handle may
  // have been moved before.
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

/** A heading between fields, which looks like a comment. */
export function SheetComment({ children }: { children: string }) {
  return <h2 className="sheet-comment">{children}</h2>;
}
