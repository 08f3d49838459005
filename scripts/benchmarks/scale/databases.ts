/** A server of the bench's own, with a database for each size. */
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
import { recount } from "./check.ts";
import { fill } from "./fill.ts";

/** Runs for each player. */
const RUNS = 10;

const SETTINGS = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=8GB",
  "shared_buffers=2GB",
  // Nothing but what is measured shall work meanwhile; the tables are vacuumed when they are full.
  "autovacuum=off",
];

/** With KEEP=1 the folder stays, and databases that are complete are used again. */
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
  /** When the last run ended: the bench asks for pages as of then. */
  until: Date;
}

/** Players that are counted again. */
const CHECKED = 50;

async function check(url: string, until: Date) {
  const { db, close } = connect(url);
  try {
    const { boards, before, after } = await recount(db, until, CHECKED);
    const same = boards.length === 0 && isDeepStrictEqual(before, after);
    if (!same) throw new Error("counting players again gives other boards or statistics");
  } finally {
    await close();
  }
}

/** The database with so many players: filled now, or by an earlier call that kept it. */
export async function filledDatabase(server: Server, players: number): Promise<Filled> {
  const name = `scale_${players}`;
  const url = server.url.replace(/[^/]+$/, name);
  // Written when it is complete.
  const [known] = await query<{ until: string | null }>(
    server.url,
    `SELECT shobj_description(oid, 'pg_database') AS until FROM pg_database WHERE datname = '${name}'`,
  );
  if (known?.until) {
    await migrate(url);
    return { url, players, until: new Date(known.until) };
  }

  const until = new Date();
  console.log(`\n${players} players`);
  await query(server.url, `DROP DATABASE IF EXISTS ${name}`);
  await query(server.url, `CREATE DATABASE ${name}`);
  await migrate(url);
  await seedProduction(url);
  await fill(url, { players, runs: players * RUNS, until }, step);
  await step("some players counted again", () => check(url, until));
  await query(server.url, `COMMENT ON DATABASE ${name} IS '${until.toISOString()}'`);
  return { url, players, until };
}
