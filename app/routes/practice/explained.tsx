/** An explanation one tap away from the figure that it is of. */
import type { ReactNode } from "react";

interface ExplainedProps {
  /** What it explains: `What “your usual” is`. */
  title: string;
  children: ReactNode;
}

export function Explained({ title, children }: ExplainedProps) {
  return (
    <details className="explained">
      <summary>
        {title}{" "}
        <span className="help-mark" aria-hidden="true">
          ?
        </span>
      </summary>
      <p>{children}</p>
    </details>
  );
}
