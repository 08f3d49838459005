/** Starts the benchmark's own server, and creates a filled database for each size. */
import { chmod, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { connect } from "../../../app/.server/db/client.ts";
import { seedProduction } from "../../../seed/index.ts";
import { migrate } from "../../database/migrations.ts";
import { type Server, startPostgres } from "../../database/postgres.ts";
import { step } from "../../development/steps.ts";
import { fill } from "./fill.ts";
import { recount } from "./recount.ts";

/** Average runs of a player. */
const RUNS = 10;

const SETTINGS = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=8GB",
  "shared_buffers=2GB",
  // Autovacuum would disturb the measurement; the tables are vacuumed after they are filled.
  "autovacuum=off",
];

/** Starts the server. With `keep` its folder stays after `stop`, and complete databases are used again. */
export async function startServer(keep: boolean): Promise<Server> {
  const home = join(tmpdir(), keep ? "pro-dev-scale" : `pro-dev-scale-${process.pid}`);
  await mkdir(home, { recursive: true });
  await chmod(home, 0o755);
  const server = await startPostgres(join(home, "data"), { port: 0, settings: SETTINGS });
  const stop = async () => {
    await server.stop();
    if (!keep) await rm(home, { recursive: true, force: true });
  };
  return { ...server, stop };
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

export interface Filled {
  url: string;
  players: number;
  /** When the last run ended. The benchmark uses it as the current time. */
  until: Date;
}

/** Players that are recounted to check the generator. */
const CHECKED = 50;

/** Throws if a recount of some players gives other boards or statistics than the generator. */
async function checkByRecount(url: string, until: Date) {
  const { db, close } = connect(url);
  try {
    const { boards, before, after } = await recount(db, until, CHECKED);
    const same = boards.length === 0 && isDeepStrictEqual(before, after);
    if (!same) throw new Error("counting players again gives other boards or statistics");
  } finally {
    await close();
  }
}

/** Returns a database with `players` players, and fills it unless an earlier run has kept it. */
export async function filledDatabase(server: Server, players: number): Promise<Filled> {
  const name = `scale_${players}`;
  const url = server.url.replace(/[^/]+$/, name);
  // The comment is written when the database is complete.
  const [existing] = await query<{ until: string | null }>(
    server.url,
    `SELECT shobj_description(oid, 'pg_database') AS until FROM pg_database WHERE datname = '${name}'`,
  );
  if (existing?.until) {
    await migrate(url);
    return { url, players, until: new Date(existing.until) };
  }

  const until = new Date();
  console.log(`\n${players} players`);
  await query(server.url, `DROP DATABASE IF EXISTS ${name}`);
  await query(server.url, `CREATE DATABASE ${name}`);
  await migrate(url);
  await seedProduction(url);
  await fill(url, { players, runs: players * RUNS, until }, step);
  await step("some players counted again", () => checkByRecount(url, until));
  await query(server.url, `COMMENT ON DATABASE ${name} IS '${until.toISOString()}'`);
  return { url, players, until };
}
