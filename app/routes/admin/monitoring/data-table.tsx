/** A table of figures: its first rows at once, the others folded away. */
import type { ReactNode } from "react";

export interface Column<Row> {
  name: string;
  /** What a figure counts, for whoever wonders. */
  about?: string;
  cell(row: Row): ReactNode;
}

interface Props<Row> {
  title: string;
  text?: ReactNode;
  /** The first of them heads its row; the others are figures. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** What is said instead of a table without rows. */
  none: string;
  /** So many are shown at once. */
  most?: number;
}

function TablePart<Row>({
  title,
  columns,
  rows,
  keyOf,
}: Omit<Props<Row>, "none" | "text" | "most">) {
  const [head, ...figures] = columns;
  return (
    // What is wider than the page is scrolled, by the keyboard as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="monitor-scroll" aria-label={title} tabIndex={0}>
      <table className="table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{head.name}</th>
            {figures.map(({ name, about }) => (
              <th key={name} scope="col" className="figure" title={about}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row" className="monitor-name">
                {head.cell(row)}
              </th>
              {figures.map(({ name, cell }) => (
                <td key={name} className="figure">
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function DataTable<Row>({ title, text, rows, none, most = 10, ...table }: Props<Row>) {
  const rest = rows.slice(most);
  return (
    <div className="monitor-part">
      <div>
        <h2>{title}</h2>
        {text && <p className="admin-text">{text}</p>}
      </div>
      {rows.length === 0 ? (
        <p className="text-dim">{none}</p>
      ) : (
        <TablePart title={title} rows={rows.slice(0, most)} {...table} />
      )}
      {rest.length > 0 && (
        <details>
          <summary className="link">{rest.length} more</summary>
          <TablePart title={`${title}, the others`} rows={rest} {...table} />
        </details>
      )}
    </div>
  );
}
