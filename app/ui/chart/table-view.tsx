import type { ReactNode } from "react";

/** The scrollable frame of a long table. It takes the focus, so that the keyboard can scroll it. */
export function TableView({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="chart-table-view" aria-label={`${name}, as a table`} tabIndex={0}>
      {children}
    </section>
  );
}
