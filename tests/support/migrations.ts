/** Empty databases, databases of an earlier release, and changed copies of `migrations/`, for tests of the migrator. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { onTestFinished } from "vitest";
import { root } from "../../scripts/development/steps.ts";
import { createDatabase } from "./database.ts";

/** Creates a database, which is dropped after the test. Returns its URL and a client, both as its owner. */
async function databaseForTest(template: "empty" | "seeded") {
  const database = await createDatabase(template);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await database.drop();
  });
  return { url: database.ownerUrl, client };
}

export const emptyDatabase = () => databaseForTest("empty");

/** Creates a database to which all migrations are applied: a copy of the template, which takes less time than applying them. */
export const migratedDatabase = () => databaseForTest("seeded");

/** Creates a database as the 22 migrations of an earlier release left it, with rows in every table. */
export async function oldDatabase() {
  const database = await emptyDatabase();
  await database.client.query(await readFile(`${root}tests/support/old-head.sql`, "utf8"));
  return database;
}

/**
 * Copies `migrations/`, changes some files of the copy, and returns its path.
 *
 * @param changes the new text of each changed file, by its path in the folder; null removes a file
 */
export async function migrationsWith(changes: Record<string, string | null>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pro-dev-migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(`${root}migrations`, folder, { recursive: true });
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) await rm(join(folder, path));
    else await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Returns the names of applied migrations, in their order. */
export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query("SELECT name FROM kysely_migration ORDER BY timestamp, name");
  return rows.map((row) => row.name);
}
