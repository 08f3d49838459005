import type { ReactNode } from "react";

/** Where a long table is scrolled: by the keyboard as well, so it takes the focus. */
export function TableView({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="chart-table-view" aria-label={`${name}, as a table`} tabIndex={0}>
      {children}
    </section>
  );
}
