import { isoTime } from "./time.ts";

type StringColumn<Row> = {
  [Column in keyof Row]: Row[Column] extends string | null ? Column : never;
}[keyof Row];

/**
 * Returns a row that PostgreSQL wrote as JSON, with the times in `columns` converted to UTC with milliseconds.
 * The driver parses the times of columns, but not those in JSON. Null stays null.
 */
export function withIsoTimes<Row extends object>(row: Row, ...columns: StringColumn<Row>[]): Row {
  const times = columns.map((column) => {
    const time = row[column] as string | null;
    return [column, time === null ? null : isoTime(time)];
  });
  return { ...row, ...Object.fromEntries(times) };
}
