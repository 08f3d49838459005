/** Counts and checksums of all tables of a database, to compare two databases. */
import type pg from "pg";

export interface Table {
  rows: number;
  /** The sum of the rows' hashes, which does not depend on their order. */
  checksum: string;
}

export type Contents = Record<string, Table>;

/** Settings under which the text of a row is the same on every server. */
const AS_TEXT = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, MDY';
  SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`;

/** Counts and sums up every table, as the transaction of `client` sees it. */
export async function contentsOf(client: pg.Client): Promise<Contents> {
  await client.query(AS_TEXT);
  const tables = await client.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const contents: Contents = {};
  for (const { name } of tables.rows) {
    const { rows } = await client.query<Table>(
      `SELECT count(*)::int AS rows,
         coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS checksum
       FROM public.${name} t`,
    );
    contents[name] = rows[0] as Table;
  }
  return contents;
}

/** Returns the differences between two databases, one line for each table. */
export function differences(expected: Contents, found: Contents): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return names.flatMap((name) => {
    const [a, b] = [expected[name], found[name]];
    if (!a) return [`${name} is not in the backup`];
    if (!b) return [`${name} is missing`];
    if (a.rows !== b.rows) return [`${name} has ${b.rows} rows instead of ${a.rows}`];
    return a.checksum === b.checksum ? [] : [`${name} has other contents`];
  });
}
