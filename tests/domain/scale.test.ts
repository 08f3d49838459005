/** The generator of the data for `npm run bench:scale`, whose measurements are meaningful only with valid data. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { fill } from "../../scripts/benchmarks/scale/fill.ts";
import { recount } from "../../scripts/benchmarks/scale/recount.ts";
import { withDatabase } from "../support/database.ts";

const database = withDatabase(4);
const PLAYERS = 200;
const RUNS = 2_000;
const until = new Date();

beforeAll(() =>
  fill(database.ownerUrl, { players: PLAYERS, runs: RUNS, until }, (_, work) => work()),
);

describe("a generated database", () => {
  it("has players with few, many and no runs, and deleted players", async () => {
    const { rows } = await sql<Record<string, number>>`
      SELECT count(*) AS players, count(*) FILTER (WHERE deleted_at IS NOT NULL) AS deleted,
        count(*) FILTER (WHERE runs = 0) AS idle, max(runs)::int AS most, sum(runs)::int AS runs,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY runs)::int AS median
      FROM users CROSS JOIN LATERAL (
        SELECT count(*) AS runs FROM game_results WHERE user_id = users.id
      ) played`.execute(database.db);
    const { players, deleted, idle, most, runs, median } = rows[0] ?? {};
    expect({ players, runs }).toEqual({ players: PLAYERS, runs: RUNS });
    expect(deleted).toBeGreaterThan(0);
    expect(idle).toBeGreaterThan(10);
    expect(median).toBeLessThan(5);
    expect(most).toBeGreaterThan(100);
  });

  it("has results of every status, mode, language and difficulty, and ties", async () => {
    const { rows } = await sql<Record<string, number>>`
      SELECT count(DISTINCT status) AS statuses, count(DISTINCT mode) AS modes,
        count(DISTINCT (language, difficulty)) AS kinds, count(DISTINCT final_score) AS scores
      FROM game_results r JOIN game_sessions s ON s.id = r.session_id`.execute(database.db);
    expect(rows[0]).toMatchObject({ statuses: 4, modes: 5, kinds: 16 });
    expect(rows[0]?.scores).toBeLessThan(RUNS);
  });

  it("satisfies every foreign key and every unique index", async () => {
    const owner = connect(database.ownerUrl);
    onTestFinished(owner.close);
    const { rows } = await sql<{ table: string; definition: string; broken: string }>`
      SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`.execute(
      database.db,
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const { table, definition } of rows) {
      // Adding the same constraint again checks all rows.
      await sql`ALTER TABLE ${sql.table(table)} ADD CONSTRAINT again ${sql.raw(definition)}`.execute(
        owner.db,
      );
      await sql`ALTER TABLE ${sql.table(table)} DROP CONSTRAINT again`.execute(owner.db);
    }
    const { rows: invalidIndexes } = await sql`
      SELECT indexrelid::regclass FROM pg_index WHERE NOT (indisready AND indisvalid)`.execute(
      database.db,
    );
    expect(invalidIndexes).toEqual([]);
  });

  it("has the boards, statistics and achievements of a recount of all players", async () => {
    const { db } = database;
    const totals = await sql<{ rows: number; unlocked: number }>`
      SELECT (SELECT count(*) FROM leaderboards) AS rows, (SELECT count(*) FROM user_achievements) AS unlocked
    `.execute(db);
    expect(totals.rows[0]?.rows).toBeGreaterThan(3_000);
    expect(totals.rows[0]?.unlocked).toBeGreaterThan(1_000);
    const { boards, before, after } = await recount(db, until, PLAYERS);
    expect(before.length).toBe(PLAYERS);
    expect(boards).toEqual([]);
    expect(after).toEqual(before);
  });
});
