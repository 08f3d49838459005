/** A group of radio buttons that look like keys of the editor. */
import type { ReactNode } from "react";

export function RadioGroup({
  legend,
  columns,
  children,
}: {
  legend: string;
  columns: string;
  children: ReactNode;
}) {
  return (
    <fieldset>
      <legend className="eyebrow mb-3">{legend}</legend>
      <div className={`grid gap-2.5 ${columns}`}>{children}</div>
    </fieldset>
  );
}

export interface RadioOptionProps {
  name: string;
  value: string;
  chosen: boolean;
  /** Explains the option. */
  meaning?: string;
  children: ReactNode;
}

export function RadioOption({ name, value, chosen, meaning, children }: RadioOptionProps) {
  return (
    <label className="choice">
      <input type="radio" name={name} value={value} defaultChecked={chosen} className="sr-only" />
      <span className="choice-name">{children}</span>
      {meaning && <span className="choice-meaning">{meaning}</span>}
    </label>
  );
}
