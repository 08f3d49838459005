/**
 * Fills a migrated and seeded database with players and their runs, on the server alone: rows first,
 * without indexes and foreign keys, then what follows from them, then the indexes.
 */
import { availableParallelism } from "node:os";
import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import { type Db, openPool } from "../../../app/.server/db/client.ts";
import { refreshMilestones } from "../../../app/.server/leaderboards/milestones/queries.ts";
import { countRarities } from "../../../app/.server/operations/maintenance/queries.ts";
import { boardsOf, largeBoards } from "./boards.ts";
import { playersOf } from "./players.ts";
import { CHANCE, chunksOf, type Population } from "./population.ts";
import { challenges, draftTables, runsOf } from "./runs.ts";
import { BITS, unlocksOf } from "./unlocks.ts";

/** Connections at once; more of them than cores get a larger share of a machine that others use, too. */
const LANES = Number(process.env.LANES ?? availableParallelism() + 1);
/** Runs in a part, of which all is sorted in memory. */
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

/** Does all of it, some at once, in the given order. */
async function inLanes<T>(tasks: T[], work: (task: T) => Promise<unknown>) {
  const left = [...tasks];
  const lane = async () => {
    for (let task = left.shift(); task !== undefined; task = left.shift()) await work(task);
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

/** Says what is being done, and does it. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Everything but milestones, through connections that only load. */
async function load(url: string, population: Population, step: Step) {
  const parts = Math.max(1, Math.ceil(population.runs / PART));
  const all = Array.from({ length: parts }, (_, part) => part);
  const settings = {
    // Foreign keys are not checked, and need not be: every id is made of the same number on both sides.
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
    await run(`CREATE SCHEMA bench; ${CHANCE} ${draftTables(parts)} ${BITS}`);
    await run(challenges(population));
    // Rows pass by an index that is not ready, and REINDEX makes it good again: also a primary key, which
    // could not be dropped without the foreign keys to it.
    await run(`UPDATE pg_index SET indisready = false, indisvalid = false WHERE ${OUR_INDEXES}`);
    await step("runs, with sessions and results", () =>
      inLanes(chunksOf(population), (chunk) => run(runsOf(chunk, population, parts))),
    );
    await step("players, statistics, achievements, boards", async () => {
      await inLanes(all, (part) => run(`ANALYZE bench.runs_${part}`));
      await inLanes(
        all.flatMap((part) => [
          playersOf(part, parts, population),
          unlocksOf(part),
          ...boardsOf(part, population),
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

/** Fills the database at `url`; its only players are those of the population. */
export async function fill(url: string, population: Population, step: Step): Promise<void> {
  await load(url, population, step);
  const pool = openPool({ connectionString: url, max: LANES });
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  try {
    await step("milestones and rarities", async () => {
      await inLanes(await largeBoards(db), (board) => refreshMilestones(db, board));
      await countRarities(db);
    });
  } finally {
    await db.destroy();
  }
}
