/** `migrate` on a database with rows: it converts the old migrations, applies new ones, or refuses and changes nothing. */
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { OLD_MIGRATIONS } from "../../scripts/database/conversion.ts";
import { migrate } from "../../scripts/database/migrations.ts";
import { describeSchema, SCHEMA_SQL } from "../../scripts/database/schema.ts";
import {
  appliedMigrations,
  emptyDatabase,
  migrationsWith,
  oldDatabase,
} from "../support/migrations.ts";

type Rows = Record<string, unknown>[];

const RENAMED: Record<string, string> = {
  upkeep_marks: "maintenance_marks",
  snippet_measures: "snippet_statistics",
  snippet_measuring: "snippet_statistics_mark",
};

/** How many rows later migrations add to a table: the marks `counted_runs` and `typing_figures`. */
const ADDED_ROWS: Record<string, number> = { upkeep_marks: 2 };

/** Returns the rows of every table, except for the tables of the migrator. */
async function rowsByTable(client: pg.Client): Promise<Record<string, Rows>> {
  const tables = await client.query(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname !~ '^(kysely|migration)_'",
  );
  const found: Record<string, Rows> = {};
  for (const { relname } of tables.rows) {
    const { rows } = await client.query(`SELECT to_jsonb(t) AS row FROM ${relname} t ORDER BY t`);
    found[relname] = rows.map(({ row }) => row);
  }
  return found;
}

/** Returns the rows of `after` with the columns of `before` alone: later migrations may add columns. */
const columnsOf = (before: Rows, after: Rows) =>
  after.map((row) =>
    Object.fromEntries(Object.keys(before[0] ?? {}).map((key) => [key, row[key]])),
  );

const countRows = (tables: Record<string, Rows>) =>
  Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);

const currentMigrations = async () =>
  (await readdir("migrations"))
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.replace(".sql", ""))
    .sort();

describe("a database of the 22 old migrations", () => {
  it("is converted and keeps every row unchanged", async () => {
    const { url, client } = await oldDatabase();
    const before = await rowsByTable(client);
    for (const [table, rows] of Object.entries(before)) {
      expect(rows, table).not.toEqual([]);
    }

    const { converted } = await migrate(url);
    expect(converted).toEqual({ before: 22, after: 14, rows: countRows(before) });

    const after = await rowsByTable(client);
    for (const [table, rows] of Object.entries(before)) {
      const found = after[RENAMED[table] ?? table] ?? [];
      expect([table, found.length]).toEqual([table, rows.length + (ADDED_ROWS[table] ?? 0)]);
      const kept = columnsOf(rows, found);
      for (const row of rows) expect(kept, table).toContainEqual(row);
    }
  });

  it("has the schema and the migrations of a new database afterwards", async () => {
    const { url, client } = await oldDatabase();
    await migrate(url);
    expect(await describeSchema(url)).toBe(await readFile(SCHEMA_SQL, "utf8"));
    expect(await appliedMigrations(client)).toEqual(await currentMigrations());
    expect(await migrate(url)).toEqual({ converted: undefined, migrations: [], functions: [] });
  });

  it("is converted once when it is migrated three times at once", async () => {
    const { url } = await oldDatabase();
    const calls = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(calls.filter(({ converted }) => converted)).toHaveLength(1);
    expect(await describeSchema(url)).toBe(await readFile(SCHEMA_SQL, "utf8"));
  });
});

describe("the histograms of the release before", () => {
  it("become numbers of nine digits a bucket, and rows that it still writes stay visible to it", async () => {
    const { url, client } = await oldDatabase();
    const add = (name: string, columns: string, values: string) =>
      client.query(`INSERT INTO metric_tallies (seconds, slot, kind, name, outcome, count, milliseconds${columns})
        VALUES (60, now(), 'route', '${name}', '2xx', 4, 1${values})`);
    await add("some", ", buckets", ", '{1,0,3}'");
    await add("none", ", buckets", ", '{}'");
    await migrate(url);
    await add("before", ", buckets", ", '{2}'");
    await add("after", ", histogram", ", 5");
    const { rows } = await client.query(
      "SELECT name, histogram::text, buckets FROM metric_tallies WHERE name IN ('some', 'none', 'before', 'after') ORDER BY name",
    );
    expect(rows).toEqual([
      { name: "after", histogram: "5", buckets: ["1"] },
      { name: "before", histogram: "0", buckets: ["2"] },
      { name: "none", histogram: "0", buckets: [] },
      { name: "some", histogram: "3000000000000000001", buckets: ["1", "0", "3"] },
    ]);
  });
});

describe("a database with unexpected migrations", () => {
  const LIST = "DELETE FROM kysely_migration WHERE name";
  const LATER = "INSERT INTO kysely_migration VALUES ('20990101_000001_later', '2099')";
  it.each([
    [
      "has only some of the old migrations",
      oldDatabase,
      `${LIST} > '20251122_000015_progress'`,
      /15 of the 22 migrations .* up to 20251122_000015_progress.*Nothing was changed.*npm run db:migrate there/,
    ],
    [
      "has only the first old migration, whose name is also a current one",
      oldDatabase,
      `${LIST} > '20251122_000001_init'`,
      /1 of the 22 migrations .* up to 20251122_000001_init/,
    ],
    [
      "has the old migrations and a later one",
      oldDatabase,
      LATER,
      /unknown here: 20251122_000002_refresh_tokens, .*, 20990101_000001_later\. Check out the release/,
    ],
    [
      "was migrated by a later release",
      migratedDatabase,
      LATER,
      /unknown here: 20990101_000001_later\. Check out the release/,
    ],
    [
      "lacks one of the current migrations",
      migratedDatabase,
      `${LIST} = '20251122_000013_admin'`,
      /lacks 20251122_000013_admin\. Check out the release/,
    ],
  ])(
    "is rejected with instructions, and not changed, when it %s",
    async (_, make, change, message) => {
      const { url, client } = await make();
      await client.query(change);
      const state = async () => [
        await describeSchema(url),
        await appliedMigrations(client),
        await rowsByTable(client),
      ];
      const before = await state();
      await expect(migrate(url)).rejects.toThrow(message);
      expect(await state()).toEqual(before);
    },
  );

  async function migratedDatabase() {
    const database = await emptyDatabase();
    await migrate(database.url);
    return database;
  }

  it("is compared with the names of the 22 old migrations", () => {
    expect(OLD_MIGRATIONS).toHaveLength(22);
    expect(OLD_MIGRATIONS.at(-1)).toBe("20251122_000022_runs_of_a_player");
  });
});

describe("the next migration", () => {
  it("is applied to a database with rows, and keeps them", async () => {
    const { url, client } = await oldDatabase();
    await migrate(url);
    const before = await rowsByTable(client);
    const folder = await migrationsWith({
      "20990101_000001_next.sql": `
        ALTER TABLE game_results ADD COLUMN review_at TIMESTAMPTZ, ADD COLUMN weight INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX game_results_review_at_idx ON game_results (review_at) WHERE review_at IS NOT NULL;
        ALTER TYPE "ResultStatus" ADD VALUE 'ARCHIVED';`,
      "functions/weight_of.sql": `
        CREATE OR REPLACE FUNCTION weight_of(r game_results) RETURNS INTEGER AS $$ SELECT r.weight $$ LANGUAGE sql STABLE;`,
    });
    expect(await migrate(url, folder)).toEqual({
      converted: undefined,
      migrations: ["20990101_000001_next"],
      functions: ["weight_of"],
    });
    const after = await rowsByTable(client);
    for (const [table, rows] of Object.entries(before)) {
      expect(columnsOf(rows, after[table] ?? []), table).toEqual(rows);
    }
    const { rows } = await client.query("SELECT DISTINCT weight_of(r) FROM game_results r");
    expect(rows).toEqual([{ weight_of: 1 }]);
  });

  it("changes nothing when it fails, and throws the error of PostgreSQL", async () => {
    const { url, client } = await oldDatabase();
    const before = await rowsByTable(client);
    const folder = await migrationsWith({
      "20990101_000001_next.sql": "ALTER TABLE users ADD COLUMN born DATE NOT NULL",
    });
    await expect(migrate(url, folder)).rejects.toThrow(
      'column "born" of relation "users" contains null values',
    );
    expect(await rowsByTable(client)).toEqual(before);
    expect(await appliedMigrations(client)).toEqual(OLD_MIGRATIONS);
  });
});
