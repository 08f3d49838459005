/** A group of radio buttons that look like keys of the editor. */
import type { ReactNode } from "react";

export function Choices({
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

export interface ChoiceProps {
  name: string;
  value: string;
  chosen: boolean;
  /** What choosing it means. */
  meaning?: string;
  children: ReactNode;
}

export function Choice({ name, value, chosen, meaning, children }: ChoiceProps) {
  return (
    <label className="choice">
      <input type="radio" name={name} value={value} defaultChecked={chosen} className="sr-only" />
      <span className="choice-name">{children}</span>
      {meaning && <span className="choice-meaning">{meaning}</span>}
    </label>
  );
}
