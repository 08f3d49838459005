import { readFile } from "node:fs/promises";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrate } from "../../scripts/migrations.ts";
import { describeSchema, generateTypes, SCHEMA_SQL, SCHEMA_TS } from "../../scripts/schema.ts";
import { createDatabase, withDatabase } from "../support/database.ts";

async function emptyDatabase() {
  const database = await createDatabase("empty");
  onTestFinished(database.drop);
  return database.url;
}

describe("the migrated database", () => {
  const database = withDatabase(1);

  it("is what tests/schema.sql says (npm run db:types writes it)", async () => {
    expect(await describeSchema(database.url)).toBe(await readFile(SCHEMA_SQL, "utf8"));
  });

  it("is what app/.server/db/schema.ts says (npm run db:types writes it)", async () => {
    expect(await generateTypes(database.url)).toBe(await readFile(SCHEMA_TS, "utf8"));
  });

  it("has every table of the document, future ones included", async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    onTestFinished(() => client.end());
    const { rows } = await client.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    );
    expect(rows.map((row) => row.tablename)).toEqual(
      expect.arrayContaining([
        "users",
        "user_statistics",
        "game_sessions",
        "game_results",
        "code_snippets",
        "typing_sessions",
        "typing_results",
        "refresh_tokens",
        "achievements",
        "user_achievements",
        "leaderboards",
        "user_settings",
        "friend_relationships",
      ]),
    );
  });
});

describe("migrating", () => {
  it("twice changes nothing the second time", async () => {
    const url = await emptyDatabase();
    expect((await migrate(url)).length).toBeGreaterThan(0);
    expect(await migrate(url)).toEqual([]);
  });

  it("many times at once is harmless: each migration is applied by one of them", async () => {
    const url = await emptyDatabase();
    const applied = (
      await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)])
    ).flat();
    expect(new Set(applied).size).toBe(applied.length);
    expect(await describeSchema(url)).toBe(await readFile(SCHEMA_SQL, "utf8"));
  });
});
