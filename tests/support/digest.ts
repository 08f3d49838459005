/** One short string for all that is in the database: equal as long as no row changes. */
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";

/** @param except tables that may change */
export async function digest(db: Db, except: string[] = []): Promise<string> {
  const tables = (await db.introspection.getTables())
    .map((table) => table.name)
    // What the site measures of itself grows by the requests that ask for it.
    .filter((name) => !except.includes(name) && !name.startsWith("metric_"));
  const parts = tables.map(
    (name) =>
      sql`(SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM ${sql.table(name)} t)`,
  );
  const { rows } = await sql<{
    digest: string;
  }>`SELECT concat_ws(' ', ${sql.join(parts)}) AS digest`.execute(db);
  return rows[0]?.digest ?? "";
}
