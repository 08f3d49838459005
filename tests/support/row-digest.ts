/** A digest of all rows of the database, to prove that a request changed none. */
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";

/** The tables of each database, which take longer to list than their rows to read. */
const listed = new WeakMap<Db, Promise<string[]>>();

function tableNames(db: Db): Promise<string[]> {
  const names =
    listed.get(db) ?? db.introspection.getTables().then((tables) => tables.map(({ name }) => name));
  listed.set(db, names);
  return names;
}

/** A row as text. The site sends mails after its responses, and notes then what became of them. */
const textOf = (table: string) =>
  table === "mails" ? sql`(t.id, t.user_id, t.kind, t.recipient, t.facts)::text` : sql`t::text`;

/**
 * Returns a digest of all rows, which stays equal as long as no row changes.
 *
 * @param except tables that may change
 */
export async function digestOfRows(db: Db, except: string[] = []): Promise<string> {
  const tables = (await tableNames(db))
    // Each request adds to the site's metrics. Only the owner may read the list of functions.
    .filter((name) => !except.includes(name) && !/^metric_|^migration_functions$/.test(name));
  const parts = tables.map(
    (name) =>
      sql`(SELECT coalesce(md5(string_agg(${textOf(name)}, ',' ORDER BY ${textOf(name)})), '') FROM ${sql.table(name)} t)`,
  );
  const { rows } = await sql<{
    digest: string;
  }>`SELECT concat_ws(' ', ${sql.join(parts)}) AS digest`.execute(db);
  return rows[0]?.digest ?? "";
}
