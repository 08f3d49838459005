/** Applies `migrations/*.sql` with Kysely's Migrator, over a direct connection. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, type MigrationProvider, Migrator } from "kysely/migration";
import { openPool } from "../../app/.server/db/client.ts";
import { root } from "../development/steps.ts";

class SqlFiles implements MigrationProvider {
  async getMigrations(): Promise<Record<string, Migration>> {
    const folder = join(root, "migrations");
    const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    return Object.fromEntries(
      await Promise.all(
        names.map(async (name) => {
          const text = await readFile(join(folder, name), "utf8");
          return [
            name.replace(/\.sql$/, ""),
            { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) },
          ];
        }),
      ),
    );
  }
}

/**
 * Brings the database at `url` up to date, in one transaction. Safe to run
 * twice, also at once: the Migrator holds a lock, which is why it must not go
 * through a transaction pooler.
 *
 * @returns the names of the migrations that this call applied
 */
export async function migrate(url: string): Promise<string[]> {
  const pool = openPool({ connectionString: url, max: 2 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { error, results } = await new Migrator({
      db,
      provider: new SqlFiles(),
    }).migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}
