/** Databases of an earlier release, and folders of migrations that differ from ours. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { onTestFinished } from "vitest";
import { root } from "../../scripts/development/steps.ts";
import { createDatabase } from "./database.ts";

/** Returns a client, as owner, of an empty database that is dropped after the test. */
export async function emptyDatabase(): Promise<{ url: string; client: pg.Client }> {
  const database = await createDatabase("empty");
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await database.drop();
  });
  return { url: database.ownerUrl, client };
}

/** Returns a database of the 22 migrations that were there before, with rows in every table. */
export async function oldDatabase() {
  const database = await emptyDatabase();
  await database.client.query(await readFile(`${root}tests/support/old-head.sql`, "utf8"));
  return database;
}

/**
 * Returns a copy of `migrations/` in which some files are different.
 *
 * @param changes texts by path in that folder; null removes a file
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
