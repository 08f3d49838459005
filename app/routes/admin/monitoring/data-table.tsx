/** A table of figures that shows its first rows, and links to all of them. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { FIRST_ROWS, type ListName, type ListProps } from "./lists.ts";

export interface Column<Row> {
  name: string;
  /** Explains the figure, as a tooltip. */
  about?: string;
  cell(row: Row): ReactNode;
}

interface Props<Row> extends ListProps<Row> {
  id: ListName;
  title: string;
  text?: ReactNode;
  /** The first of them heads its row; the others are figures. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  keyOf(row: Row): string;
  /** Shown instead of a table without rows. */
  none: string;
}

type RowsProps<Row> = Pick<Props<Row>, "title" | "columns" | "keyOf"> & { rows: readonly Row[] };

function Rows<Row>({ title, columns, rows, keyOf }: RowsProps<Row>) {
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

export function DataTable<Row>({ id, title, text, list, none, window, ...table }: Props<Row>) {
  const { rows, total } = list;
  return (
    <div className="monitor-part">
      <div>
        <h2>{title}</h2>
        {text && <p className="admin-text">{text}</p>}
      </div>
      {total === 0 ? (
        <p className="text-dim">{none}</p>
      ) : (
        <Rows title={title} rows={rows} {...table} />
      )}
      {total > FIRST_ROWS && (
        <p>
          <Link
            to={rows.length < total ? `?window=${window}&all=${id}` : `?window=${window}`}
            className="link"
            preventScrollReset
          >
            {rows.length < total ? `All ${total}` : `The first ${FIRST_ROWS}`}
            <span className="sr-only"> of “{title}”</span>
          </Link>
        </p>
      )}
    </div>
  );
}
