/** Makes a backup that is known to be good: of one moment, read again from end to end. */
import { mkdir, rm } from "node:fs/promises";
import pg from "pg";
import { step } from "../../development/steps.ts";
import { contentsOf } from "./contents.ts";
import { keep, partialPath, prune } from "./files.ts";
import { requireTool, runTool } from "./tools.ts";

export const RETENTION_DAYS = 30;

interface Options {
  folder: string;
  now: Date;
  days?: number;
}

/** @param client a direct connection: a snapshot cannot be exported through a pooler */
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

  // What is counted is what is dumped: both look at the same snapshot.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const snapshot = await client.query<{ id: string }>("SELECT pg_export_snapshot() AS id");
  const of = snapshot.rows[0]?.id;
  const newest = await client.query<{ name: string }>(
    "SELECT max(name) AS name FROM kysely_migration",
  );
  const tables = await step("count and sum up", () => contentsOf(client));
  try {
    await step("pg_dump", () =>
      runTool(
        pgDump,
        ["--format=custom", "--compress=6", `--snapshot=${of}`, `--file=${partial}`],
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
      // Every block is decompressed on the way to nowhere.
      await runTool(pgRestore, ["--file=/dev/null", partial]);
    });
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { database, server_major, migration: newest.rows[0]?.name ?? "", tables };
}

/** @throws with what is missing, or what is wrong with the dump; then nothing is kept, and nothing removed */
export async function backUp(url: string, options: Options) {
  const { folder, now, days = RETENTION_DAYS } = options;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const known = await dump(client, url, options).finally(() => client.end());
  const kept = await step("checksum", () => keep(folder, now, known));
  return { ...kept, removed: await prune(folder, now, days) };
}
