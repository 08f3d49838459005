/** A table of figures that shows its first rows and folds up the others. */
import type { ReactNode } from "react";

export interface Column<Row> {
  name: string;
  /** Explains the figure, as a tooltip. */
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
  /** Shown instead of a table without rows. */
  none: string;
  /** How many rows are shown at once. */
  most?: number;
}

function Rows<Row>({ title, columns, rows, keyOf }: Omit<Props<Row>, "none" | "text" | "most">) {
  const [head, ...figures] = columns;
  return (
    // A table wider than the page can also be scrolled by keyboard.
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
        <Rows title={title} rows={rows.slice(0, most)} {...table} />
      )}
      {rest.length > 0 && (
        <details>
          <summary className="link">{rest.length} more</summary>
          <Rows title={`${title}, the others`} rows={rest} {...table} />
        </details>
      )}
    </div>
  );
}
