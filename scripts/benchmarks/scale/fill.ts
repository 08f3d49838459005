/**
 * Fills a migrated and seeded database with players and their runs by SQL that the server executes: first the
 * runs, without indexes and foreign keys, then everything derived from them, then the indexes.
 */
import { availableParallelism } from "node:os";
import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import { type Db, openPool } from "../../../app/.server/db/client.ts";
import { refreshMilestones } from "../../../app/.server/leaderboards/milestones/queries.ts";
import { countRarities } from "../../../app/.server/operations/maintenance/recounts/queries.ts";
import { sampleDatabase } from "../../../app/.server/operations/metrics/queries.ts";
import { insertBoards, largeBoards } from "./boards.ts";
import { insertPlayers } from "./players.ts";
import { chunksOf, FUNCTIONS, type Population } from "./population.ts";
import { draftTables, insertChallenges, insertRuns } from "./runs.ts";
import { BITS, insertUnlocks } from "./unlocks.ts";

/** Connections that fill at once: one more than cores, which gets a larger share of a machine that others use. */
const LANES = Number(process.env.LANES ?? availableParallelism() + 1);
/** Runs in a part, few enough to be sorted in memory. */
const PART = 500_000;

const TABLES = [
  "leaderboards",
  "game_sessions",
  "game_results",
  "user_achievements",
  "user_statistics",
  "users",
  "user_settings",
  "sign_ins",
  "typing_sessions",
  "typing_results",
];
const OUR_INDEXES = `indrelid IN (${TABLES.map((table) => `'${table}'::regclass`).join(", ")})`;

/** Runs `work` for all tasks, in their order, `LANES` at once. */
async function inLanes<T>(tasks: T[], work: (task: T) => Promise<unknown>) {
  const queue = [...tasks];
  const lane = async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) await work(task);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function indexNames(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE ${OUR_INDEXES}
     ORDER BY array_position('{${TABLES}}', indrelid::regclass::text)`,
  );
  return rows.map(({ name }) => name);
}

/** Runs `work` under a name, as `step` does. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Inserts everything but what scheduled work counts, through connections with settings for bulk loading. */
async function load(url: string, population: Population, step: Step) {
  const parts = Math.max(1, Math.ceil(population.runs / PART));
  const partNumbers = Array.from({ length: parts }, (_, part) => part);
  const settings = {
    // Turns the checks of foreign keys off. They hold anyway, because both sides derive an id from the same number.
    session_replication_role: "replica",
    work_mem: "256MB",
    maintenance_work_mem: "512MB",
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    synchronous_commit: "off",
    jit: "off",
    timezone: "UTC",
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const pool = openPool({ connectionString: url, max: LANES, options: options.join(" ") });
  const run = (statement: string) => pool.query(statement);
  try {
    await run(`CREATE SCHEMA bench; ${FUNCTIONS} ${draftTables(parts)} ${BITS}`);
    await run(insertChallenges(population));
    // Inserts skip an index that is not ready, and REINDEX rebuilds it. Dropping is no alternative for a primary
    // key, because foreign keys refer to it.
    await run(`UPDATE pg_index SET indisready = false, indisvalid = false WHERE ${OUR_INDEXES}`);
    await step("runs, with sessions and results", () =>
      inLanes(chunksOf(population), (chunk) => run(insertRuns(chunk, population, parts))),
    );
    await step("players, statistics, achievements, boards", async () => {
      await inLanes(partNumbers, (part) => run(`ANALYZE bench.runs_${part}`));
      await inLanes(
        partNumbers.flatMap((part) => [
          insertPlayers(part, parts, population),
          insertUnlocks(part),
          ...insertBoards(part, population),
        ]),
        run,
      );
      await run("DROP SCHEMA bench CASCADE");
    });
    await step("indexes", async () => {
      await inLanes(await indexNames(pool), (name) => run(`REINDEX INDEX ${name}`));
    });
    await step("vacuum", async () => {
      await inLanes([...TABLES, "daily_challenges", "achievements"], (table) =>
        run(`VACUUM (FREEZE, ANALYZE) ${table}`),
      );
    });
  } finally {
    await pool.end();
  }
}

/** Fills the database at `url` with the players of `population`, who are its only players. */
export async function fill(url: string, population: Population, step: Step): Promise<void> {
  await load(url, population, step);
  const pool = openPool({ connectionString: url, max: LANES });
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  try {
    await step("milestones and rarities", async () => {
      await inLanes(await largeBoards(db), (board) => refreshMilestones(db, board));
      await countRarities(db);
    });
    await step("sizes", () => sampleDatabase(db));
  } finally {
    await db.destroy();
  }
}
