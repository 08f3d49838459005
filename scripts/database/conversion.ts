/**
 * Converts a database of the 22 old migrations to the present ones, which replaced them
 * (docs/decisions/0029-one-schema.md). The tables are the same, so each statement below is one difference.
 */
import { type Kysely, sql, type Transaction } from "kysely";

/** The old migrations. The first name is also the name of a present one. */
export const OLD_MIGRATIONS = [
  "20251122_000001_init",
  "20251122_000002_refresh_tokens",
  "20251122_000003_achievements",
  "20251122_000004_settings_and_friends",
  "20251122_000005_replayable_games",
  "20251122_000006_typing",
  "20251122_000007_leaderboards",
  "20251122_000008_start_game",
  "20251122_000009_statistics",
  "20251122_000010_sign_in_protection",
  "20251122_000011_sign_ins",
  "20251122_000012_modes",
  "20251122_000013_held_results",
  "20251122_000014_boards",
  "20251122_000015_progress",
  "20251122_000016_history_index",
  "20251122_000017_board_statistics",
  "20251122_000018_administration",
  "20251122_000019_snippets",
  "20251122_000020_metrics",
  "20251122_000021_upkeep_marks",
  "20251122_000022_runs_of_a_player",
];

/** The last present migration that a converted database counts as having. Later ones are applied to it. */
const BASELINE = "20251122_000014_operations";

const DIFFERENCES = [
  // Nothing calls it: `settle_account` does its work.
  "DROP FUNCTION close_account(uuid)",
  // `lock_statistics` replaces it.
  "DROP FUNCTION held_statistics(uuid)",
  // Every statement that stores a result states its status.
  "ALTER TABLE game_results ALTER COLUMN status DROP DEFAULT",
  // It was the only foreign key without an index.
  "CREATE INDEX code_snippets_version_id_idx ON code_snippets (version_id)",
  "ALTER TABLE upkeep_marks RENAME TO maintenance_marks",
  "ALTER TABLE maintenance_marks RENAME CONSTRAINT upkeep_marks_pkey TO maintenance_marks_pkey",
  "ALTER TABLE snippet_measures RENAME TO snippet_statistics",
  "ALTER TABLE snippet_statistics RENAME CONSTRAINT snippet_measures_pkey TO snippet_statistics_pkey",
  "ALTER TABLE snippet_statistics RENAME CONSTRAINT snippet_measures_version_id_fkey TO snippet_statistics_version_id_fkey",
  "ALTER TRIGGER update_snippet_measures_updated_at ON snippet_statistics RENAME TO update_snippet_statistics_updated_at",
  "ALTER TABLE snippet_measuring RENAME TO snippet_statistics_mark",
  "ALTER TABLE snippet_statistics_mark RENAME CONSTRAINT snippet_measuring_pkey TO snippet_statistics_mark_pkey",
  "ALTER TABLE snippet_statistics_mark RENAME CONSTRAINT snippet_measuring_id_check TO snippet_statistics_mark_id_check",
];

/** What a conversion did. */
export interface Conversion {
  /** The number of applied migrations before and after. */
  before: number;
  after: number;
  /** The number of rows in all tables, which is the same before and after. */
  rows: number;
}

/** Returns the names of the applied migrations in their order; an empty list for a new database. */
async function appliedMigrations(db: Kysely<unknown>): Promise<string[]> {
  const table = await sql<{ exists: boolean }>`
    SELECT to_regclass('public.kysely_migration') IS NOT NULL AS exists`.execute(db);
  if (!table.rows[0]?.exists) return [];
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return rows.map((row) => row.name);
}

async function countRows(db: Kysely<unknown>): Promise<number> {
  const tables = await sql<{ name: string }>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'`.execute(db);
  const counts = tables.rows.map(({ name }) => `(SELECT count(*) FROM public.${name})`);
  const { rows } = await sql<{ count: number }>`
    SELECT (${sql.raw(counts.join(" + "))})::float8 AS count`.execute(db);
  return rows[0]?.count ?? 0;
}

const GET_OLD_FILES =
  'git checkout "$(git rev-list -1 HEAD -- migrations/20251122_000022_runs_of_a_player.sql)~1"';

/**
 * Throws unless the database has no migration yet, or only known ones that include all up to the baseline.
 * Those up to the baseline are only ever applied together.
 */
function refuseOtherDatabases(applied: string[], migrations: string[]): void {
  const unknown = applied.filter((name) => !migrations.includes(name));
  const missing = migrations.filter((name) => name <= BASELINE && !applied.includes(name));
  if (applied.length === 0 || (unknown.length === 0 && missing.length === 0)) return;
  if (applied.every((name) => OLD_MIGRATIONS.includes(name))) {
    throw new Error(
      `This database has ${applied.length} of the ${OLD_MIGRATIONS.length} migrations of an earlier ` +
        `release, up to ${applied.at(-1)}. Only one that has all of them can be converted. Nothing was changed. ` +
        `Check out that release (${GET_OLD_FILES}), run npm run db:migrate there, come back and migrate ` +
        "again; or start with an empty database.",
    );
  }
  throw new Error(
    `This database does not belong to this release. Nothing was changed. ${
      unknown.length > 0
        ? `It has migrations that are unknown here: ${unknown.join(", ")}. `
        : `It lacks ${missing.join(", ")}. `
    }Check out the release that migrated it, restore a backup, or start with an empty database.`,
  );
}

/**
 * Converts a database that has exactly the old migrations, and keeps every row. Changes nothing in a new
 * database and in one that was converted before.
 *
 * @param db a transaction that holds the migrations' lock
 * @param migrations the names of the present migrations, in their order
 * @returns what it did; undefined when there was nothing to convert
 * @throws for a database with other migrations; the message says what to do
 */
export async function convertOldDatabase(
  db: Transaction<unknown>,
  migrations: string[],
): Promise<Conversion | undefined> {
  const applied = await appliedMigrations(db);
  if (applied.join() !== OLD_MIGRATIONS.join()) {
    refuseOtherDatabases(applied, migrations);
    return undefined;
  }
  const rows = await countRows(db);
  for (const statement of DIFFERENCES) await sql.raw(statement).execute(db);
  const baseline = migrations.filter((name) => name <= BASELINE);
  const now = new Date().toISOString();
  await sql`DELETE FROM kysely_migration`.execute(db);
  for (const name of baseline) {
    await sql`INSERT INTO kysely_migration (name, timestamp) VALUES (${name}, ${now})`.execute(db);
  }
  const rowsAfter = await countRows(db);
  if (rowsAfter !== rows) {
    throw new Error(
      `The conversion would lose rows: ${rows} before, ${rowsAfter} after. Nothing was changed.`,
    );
  }
  return { before: applied.length, after: baseline.length, rows };
}
