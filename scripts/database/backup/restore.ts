/** Restores a backup and proves that the database has the same contents as the one that was backed up. */
import { rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { step } from "../../development/steps.ts";
import { contentsOf, differences } from "./contents.ts";
import { checkBackup, type Manifest } from "./files.ts";
import { requireTool, runTool } from "./tools.ts";

interface Options {
  /** Replaces the contents of a database that is not empty. Without it, such a database is refused. */
  replace?: boolean;
}

/** Creates the role of the dump's grants (`migrations/20251122_000004_application_role.sql`), because a dump has no roles. */
const ROLE = `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prodev_app') THEN CREATE ROLE prodev_app NOLOGIN; END IF;
END $$`;

/** Returns the server's major version, and whether the database has relations. Throws if it must not be restored into. */
async function inspect(client: pg.Client, manifest: Manifest, { replace }: Options) {
  const { rows } = await client.query<{ relations: number; version: string }>(
    `SELECT current_setting('server_version_num') AS version, (
       SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
         AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     ) AS relations`,
  );
  const { relations = 0, version = "" } = rows[0] ?? {};
  if (relations > 0 && !replace) {
    throw new Error(
      `This database is not empty (${relations} relations), so nothing was done. ` +
        "Restore into a new one, or say --replace to lose what is in it.",
    );
  }
  const server = Math.floor(Number(version) / 10_000);
  if (server < manifest.server_major) {
    throw new Error(
      `The backup is of PostgreSQL ${manifest.server_major}, this server is of ${server}`,
    );
  }
  return { server, filled: relations > 0 };
}

/** Writes the dump's table of contents into two lists: the default privileges of the dump's owner, and the rest. */
async function splitContents(pgRestore: string, path: string) {
  const lines = (await runTool(pgRestore, ["--list", path])).split("\n");
  const isDefaultPrivilege = (line: string) => / DEFAULT ACL /.test(line);
  const writeList = async (name: string, entries: string[]) => {
    const list = join(tmpdir(), `pro-dev-${process.pid}-${name}.list`);
    await writeFile(list, entries.join("\n"));
    return list;
  };
  return {
    rest: await writeList(
      "rest",
      lines.filter((line) => !isDefaultPrivilege(line)),
    ),
    defaults: await writeList("defaults", lines.filter(isDefaultPrivilege)),
  };
}

/**
 * Restores the backup at `path` and compares the database with it.
 *
 * @param url a direct connection, as the role that will own the restored objects
 * @throws when the backup is damaged, the database is not empty, or the database differs from the backup afterwards
 */
export async function restore(url: string, path: string, options: Options = {}) {
  const manifest = await step("checksum", () => checkBackup(path));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { server, filled } = await inspect(client, manifest, options);
    const pgRestore = requireTool("pg_restore", Math.max(server, manifest.server_major));
    const { rest, defaults } = await splitContents(pgRestore, path);
    // Only after every check has passed.
    if (filled) await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    await client.query(ROLE);
    const jobs = `--jobs=${availableParallelism()}`;
    const into = `--dbname=${new URL(url).pathname.slice(1)}`;
    await step("pg_restore", () =>
      runTool(
        pgRestore,
        ["--no-owner", "--exit-on-error", jobs, `--use-list=${rest}`, into, path],
        url,
      ),
    );
    // Default privileges for later tables name the dump's owner; they are granted for the restoring role instead.
    const sql = await runTool(pgRestore, [`--use-list=${defaults}`, "--file=-", path]);
    for (const list of [rest, defaults]) await rm(list);
    const grants = sql.match(/^ALTER DEFAULT PRIVILEGES .*;$/gm) ?? [];
    for (const grant of grants) await client.query(grant.replace(/ FOR ROLE \S+/, ""));
    await step("statistics for the planner", () => client.query("ANALYZE"));
    await step("compare with the backup", async () => {
      await client.query("BEGIN READ ONLY");
      const found = differences(manifest.tables, await contentsOf(client));
      await client.query("COMMIT");
      if (found.length > 0) throw new Error(`What was restored differs:\n${found.join("\n")}`);
    });
    return manifest;
  } finally {
    await client.end();
  }
}
