/** Restores a backup and proves that the database is what the backup was made of. */
import { rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { step } from "../../development/steps.ts";
import { contentsOf, differences } from "./contents.ts";
import { check, type Manifest } from "./files.ts";
import { requireTool, runTool } from "./tools.ts";

interface Options {
  /** Replaces what is there. Without it only an empty database is restored into. */
  replace?: boolean;
}

/** Dumps hold no roles, and the grants in them need this one (`migrations/20251122_000004_application_role.sql`). */
const ROLE = `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prodev_app') THEN CREATE ROLE prodev_app NOLOGIN; END IF;
END $$`;

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

/** The table of contents in two: what belongs to the role that made the dump, and all else. */
async function split(pgRestore: string, path: string) {
  const lines = (await runTool(pgRestore, ["--list", path])).split("\n");
  const ofRole = (line: string) => / DEFAULT ACL /.test(line);
  const file = async (name: string, kept: string[]) => {
    const list = join(tmpdir(), `pro-dev-${process.pid}-${name}.list`);
    await writeFile(list, kept.join("\n"));
    return list;
  };
  return {
    rest: await file(
      "rest",
      lines.filter((line) => !ofRole(line)),
    ),
    defaults: await file("defaults", lines.filter(ofRole)),
  };
}

/**
 * @param url a direct connection, as who shall own what is restored
 * @throws when the backup is damaged, the database is not empty, or differs from the backup afterwards
 */
export async function restore(url: string, path: string, options: Options = {}) {
  const manifest = await step("checksum", () => check(path));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { server, filled } = await inspect(client, manifest, options);
    const pgRestore = requireTool("pg_restore", Math.max(server, manifest.server_major));
    const { rest, defaults } = await split(pgRestore, path);
    // Only now, when all that it takes to fill it again is there.
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
    // Rights on later tables: whoever restores makes them, whatever the dump's owner was called.
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
