/** Migrates a database: applies `migrations/*.sql` with Kysely's Migrator, then the changed `migrations/functions`. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, type MigrationProvider, Migrator } from "kysely/migration";
import { openPool } from "../../app/.server/db/client.ts";
import { root } from "../development/steps.ts";
import { type Conversion, convertOldDatabase } from "./conversion.ts";
import { applyFunctions } from "./sql-functions.ts";

/** Reads migrations from a folder, and stores the error of the one that failed, so that `migrate` can throw it. */
class SqlFileProvider implements MigrationProvider {
  failure: unknown;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async getMigrations(): Promise<Record<string, Migration>> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".sql")).sort();
    return Object.fromEntries(
      await Promise.all(
        names.map(async (name) => {
          const text = await readFile(join(this.#folder, name), "utf8");
          return [name.replace(/\.sql$/, ""), { up: (db: Kysely<unknown>) => this.#run(db, text) }];
        }),
      ),
    );
  }

  async #run(db: Kysely<unknown>, text: string): Promise<void> {
    try {
      await sql.raw(text).execute(db);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

/** What a call of `migrate` changed. */
export interface MigrationResult {
  converted: Conversion | undefined;
  /** The names of the migrations that were applied. */
  migrations: string[];
  /** The names of the functions that were created, replaced or dropped. */
  functions: string[];
}

/** Takes the Migrator's own lock until the end of the transaction, which also covers the functions. */
const lockUntilCommit = sql`SELECT pg_advisory_xact_lock(3853314791062309107)`;

/**
 * Migrates the database at `url` in one transaction, so that an error leaves it unchanged. Of two calls at
 * the same time, one waits for the other. The lock needs a direct connection, without a transaction pooler.
 *
 * @param folder the migrations, with their functions in `functions/`
 * @throws when the database has migrations that this checkout does not have; the message says what to do
 */
export async function migrate(
  url: string,
  folder = join(root, "migrations"),
): Promise<MigrationResult> {
  const pool = openPool({ connectionString: url, max: 1 });
  const connection = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await connection.transaction().execute(async (db) => {
      await lockUntilCommit.execute(db);
      const provider = new SqlFileProvider(folder);
      const converted = await convertOldDatabase(db, Object.keys(await provider.getMigrations()));
      const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
      if (error) throw provider.failure ?? error;
      const migrations = (results ?? []).map((result) => result.migrationName);
      return { converted, migrations, functions: await applyFunctions(db, folder) };
    });
  } finally {
    await connection.destroy();
  }
}

/** Returns a line that says what a conversion did. */
export const describeConversion = ({ before, after, rows }: Conversion) =>
  `database converted: ${before} migrations became ${after}; all ${rows} rows are still there`;
