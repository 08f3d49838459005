/** The generator behind `npm run bench:scale`: what it measures is only worth something if the data is true. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { fill } from "../../scripts/bench-scale/fill.ts";
import { withDatabase } from "../support/database.ts";

const database = withDatabase(4);
const PLAYERS = 300;
const RUNS = 3_000;
const until = new Date();

beforeAll(() => fill(database.url, { players: PLAYERS, runs: RUNS, until }, (_, work) => work()));

describe("a generated database", () => {
  it("has players of all kinds: most with few runs, one with hundreds, some without any, some gone", async () => {
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
    expect(most).toBeGreaterThan(200);
  });

  it("has results of every status, mode, language and difficulty, and ties", async () => {
    const { rows } = await sql<Record<string, number>>`
      SELECT count(DISTINCT status) AS statuses, count(DISTINCT mode) AS modes,
        count(DISTINCT (language, difficulty)) AS kinds, count(DISTINCT final_score) AS scores
      FROM game_results r JOIN game_sessions s ON s.id = r.session_id`.execute(database.db);
    expect(rows[0]).toMatchObject({ statuses: 4, modes: 5, kinds: 16 });
    expect(rows[0]?.scores).toBeLessThan(RUNS);
  });

  it("keeps every foreign key and every unique one", async () => {
    const { rows } = await sql<{ table: string; definition: string; broken: string }>`
      SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`.execute(
      database.db,
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const { table, definition } of rows) {
      // Adding it once more checks all rows.
      await sql`ALTER TABLE ${sql.table(table)} ADD CONSTRAINT again ${sql.raw(definition)}`.execute(
        database.db,
      );
      await sql`ALTER TABLE ${sql.table(table)} DROP CONSTRAINT again`.execute(database.db);
    }
    const { rows: bad } = await sql`
      SELECT indexrelid::regclass FROM pg_index WHERE NOT (indisready AND indisvalid)`.execute(
      database.db,
    );
    expect(bad).toEqual([]);
  });

  it("has the boards that counting again gives", async () => {
    const { rows: found } = await sql`SELECT FROM leaderboards`.execute(database.db);
    expect(found.length).toBeGreaterThan(4_000);
    const { rows } = await sql`
      SELECT changed.* FROM users CROSS JOIN LATERAL recount_boards(users.id, ${until}) changed
    `.execute(database.db);
    expect(rows).toEqual([]);
  });

  it("has the statistics and achievements that counting again gives", async () => {
    const { db } = database;
    const statistics = async () => {
      const { rows } = await sql<Record<string, unknown>>`
        SELECT to_jsonb(s) - '{id,updated_at,recounted_at,avg_wpm,avg_accuracy}'::text[] AS exact,
          round(avg_wpm::numeric, 6) AS wpm, round(avg_accuracy::numeric, 6) AS accuracy
        FROM user_statistics s ORDER BY user_id`.execute(db);
      return rows;
    };
    const unlocked = async () => {
      const { rows } = await sql`
        SELECT user_id, achievement_id, result_id, unlocked_at FROM user_achievements
        ORDER BY user_id, achievement_id`.execute(db);
      return rows;
    };
    const before = [await statistics(), await unlocked()];
    expect(before[0]?.length).toBe(PLAYERS);
    expect(before[1]?.length).toBeGreaterThan(1_000);
    await sql`SELECT recount_player(id) FROM users`.execute(db);
    expect([await statistics(), await unlocked()]).toEqual(before);
  });
});
