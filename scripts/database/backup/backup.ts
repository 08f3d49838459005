/** Makes a backup of one snapshot of the database, and reads all of it again to prove that it is readable. */
import { mkdir, rm } from "node:fs/promises";
import pg from "pg";
import { step } from "../../development/steps.ts";
import { contentsOf } from "./contents.ts";
import { finishBackup, partialPath, removeExpired } from "./files.ts";
import { requireTool, runTool } from "./tools.ts";

export const RETENTION_DAYS = 30;

interface Options {
  folder: string;
  now: Date;
  days?: number;
}

/**
 * Dumps the database to a partial file and checks that the dump can be read.
 *
 * @param client a direct connection, because a pooler cannot export a snapshot
 * @returns the part of the manifest that describes the database
 */
async function dump(client: pg.Client, url: string, { folder, now }: Options) {
  const { rows } = await client.query<{ database: string; version: string }>(
    "SELECT current_database() AS database, current_setting('server_version_num') AS version",
  );
  const { database = "", version = "" } = rows[0] ?? {};
  const server_major = Math.floor(Number(version) / 10_000);
  const pgDump = requireTool("pg_dump", server_major);
  const pgRestore = requireTool("pg_restore", server_major);
  const partial = partialPath(folder, now);
  await mkdir(folder, { recursive: true });

  // The counts and the dump read the same snapshot.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const snapshot = await client.query<{ id: string }>("SELECT pg_export_snapshot() AS id");
  const snapshotId = snapshot.rows[0]?.id;
  const newest = await client.query<{ name: string }>(
    "SELECT max(name) AS name FROM kysely_migration",
  );
  const tables = await step("count and sum up", () => contentsOf(client));
  try {
    await step("pg_dump", () =>
      runTool(
        pgDump,
        ["--format=custom", "--compress=6", `--snapshot=${snapshotId}`, `--file=${partial}`],
        url,
      ),
    );
    await client.query("COMMIT");
    await step("read it again", async () => {
      const list = await runTool(pgRestore, ["--list", partial]);
      const missing = Object.keys(tables).filter(
        (name) => !list.includes(` TABLE DATA public ${name} `),
      );
      if (missing.length > 0) throw new Error(`The dump lacks ${missing.join(", ")}`);
      // Decompresses every block, and discards the output.
      await runTool(pgRestore, ["--file=/dev/null", partial]);
    });
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { database, server_major, migration: newest.rows[0]?.name ?? "", tables };
}

/**
 * Backs up the database at `url` into `folder`, then removes backups older than `days`.
 *
 * @throws when a tool is missing or the dump is incomplete; then no file is kept and no backup removed
 */
export async function backUp(url: string, options: Options) {
  const { folder, now, days = RETENTION_DAYS } = options;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const description = await dump(client, url, options).finally(() => client.end());
  const backup = await step("checksum", () => finishBackup(folder, now, description));
  return { ...backup, removed: await removeExpired(folder, now, days) };
}
