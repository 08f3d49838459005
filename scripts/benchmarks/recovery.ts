/**
 * `npm run bench:recovery`: measures how long a backup and its restoration take, for 30,000 players with ten runs
 * each (`PLAYERS` names another number). `KEEP=1` keeps the filled database for the next time.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { connect } from "../../app/.server/db/client.ts";
import { packKeys } from "../../app/.server/practice/key-log.ts";
import { backUp } from "../database/backup/backup.ts";
import { restore } from "../database/backup/restore.ts";
import { type Server, startPostgres } from "../database/postgres.ts";
import { step, withCleanup } from "../development/steps.ts";
import { createRunners } from "./load/players.ts";
import { filledDatabase, startServer } from "./scale/databases.ts";

const PLAYERS = Number(process.env.PLAYERS ?? 30_000);

let folder: string | undefined;
let target: Server | undefined;
let stop: (() => Promise<void>) | undefined;

async function timed<T>(name: string, work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const result = await step(name, work);
  return [result, (performance.now() - started) / 1000];
}

/** A run of average length and speed. */
const AVERAGE_RUN = { wpm: 45, errors: 30, until: 206_000 };
/** Different key logs: enough that compression hardly profits from repeated ones. */
const LOGS = 64;

/** Gives the generated runs the key logs of played ones, because they have none. */
async function fillLogs(url: string) {
  const { db, close } = connect(url, 4);
  const logs = (await createRunners(db, LOGS, { habits: AVERAGE_RUN })).map(({ run }) =>
    packKeys(run.key_sequence),
  );
  await sql`
    INSERT INTO typing_sessions AS typed
      (user_id, game_session_id, key_sequence, started_at, ended_at, is_completed)
    SELECT session.user_id, session.id, logs.list -> (hashtext(session.id::text) & ${LOGS - 1}),
      session.started_at, session.ended_at, true
    FROM game_sessions session, (SELECT ${JSON.stringify(logs)}::jsonb AS list) logs
    WHERE session.is_completed
    ON CONFLICT (game_session_id) DO UPDATE SET key_sequence = excluded.key_sequence
  `.execute(db);
  await close();
}

await withCleanup(
  async () => {
    const server = await startServer(process.env.KEEP === "1");
    stop = server.stop;
    folder = await mkdtemp(join(tmpdir(), "pro-dev-recovery-"));
    await chmod(folder, 0o755);
    const backupFolder = folder;
    const { url } = await filledDatabase(server, PLAYERS);
    await step("key logs", () => fillLogs(url));
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const size = await client.query(`SELECT pg_database_size('scale_${PLAYERS}')::float8 AS bytes`);
    await client.end();
    // Another server with PostgreSQL's default settings, which are durable.
    target = await startPostgres(join(folder, "data"), { port: 0 });
    const { url: empty } = target;

    const [{ path, manifest }, backupSeconds] = await timed("backup", () =>
      backUp(url, { folder: backupFolder, now: new Date() }),
    );
    const [, restoreSeconds] = await timed("restoration", () => restore(empty, path));
    const results = manifest.tables.game_results?.rows ?? 0;
    console.log("\n| players | results | database | dump | backup | restoration |");
    console.log("|--:|--:|--:|--:|--:|--:|");
    console.log(
      `| ${PLAYERS} | ${results} | ${(size.rows[0].bytes / 1e6).toFixed(0)} MB | ${(manifest.bytes / 1e6).toFixed(0)} MB | ${backupSeconds.toFixed(0)} s | ${restoreSeconds.toFixed(0)} s |`,
    );
  },
  async () => {
    await target?.stop();
    await stop?.();
    if (folder) await rm(folder, { recursive: true, force: true });
  },
);
