import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { temporaryServer } from "../../scripts/database/postgres.ts";
import {
  describeSchema,
  generateTypes,
  SCHEMA_SQL,
  SCHEMA_TS,
} from "../../scripts/database/schema.ts";
import { createDatabase, withDatabase } from "../support/database.ts";

async function emptyDatabase() {
  const database = await createDatabase("empty");
  onTestFinished(database.drop);
  return database.ownerUrl;
}

describe("the migrated database", () => {
  const database = withDatabase(1);

  it("equals tests/schema.sql, which npm run db:types writes", async () => {
    expect(await describeSchema(database.ownerUrl)).toBe(await readFile(SCHEMA_SQL, "utf8"));
  });

  it("equals app/.server/db/schema.ts, which npm run db:types writes", async () => {
    expect(await generateTypes(database.ownerUrl)).toBe(await readFile(SCHEMA_TS, "utf8"));
  });

  it("has every table of the schema document, including those of future features", async () => {
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

describe("every foreign key", () => {
  const database = withDatabase(1);

  it("has an index that begins with its columns", async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    onTestFinished(() => client.end());
    const keys = await client.query(`
      SELECT conname, EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
          AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
      ) AS indexed FROM pg_constraint c WHERE contype = 'f'`);
    expect(keys.rows.length).toBeGreaterThan(15);
    expect(keys.rows.filter(({ indexed }) => !indexed)).toEqual([]);
  });
});

describe("migrating", () => {
  it("twice changes nothing the second time", async () => {
    const url = await emptyDatabase();
    expect((await migrate(url)).migrations.length).toBeGreaterThan(0);
    expect(await migrate(url)).toEqual({ converted: undefined, migrations: [], functions: [] });
  });

  it("four times at once applies each migration once", async () => {
    const url = await emptyDatabase();
    const applied = (
      await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)])
    ).flatMap(({ migrations, functions }) => [...migrations, ...functions]);
    expect(new Set(applied).size).toBe(applied.length);
    expect(await describeSchema(url)).toBe(await readFile(SCHEMA_SQL, "utf8"));
  });
});

describe("the application's role, which all databases of a server share", () => {
  /** Starts a server without migrated databases, with one database for each of `owners`. */
  async function newServer(owners: string[]) {
    const server = await temporaryServer();
    onTestFinished(server.stop);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    onTestFinished(() => client.end());
    const urls = [];
    for (const owner of owners) {
      await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'prodev'`);
      await client.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
      urls.push(`postgres://${owner}:prodev@127.0.0.1:${server.port}/${owner}`);
    }
    return { client, urls };
  }

  it("is created once when three databases are migrated at the same time", async () => {
    const { client, urls } = await newServer(["one", "two", "three"]);
    await client.query("ALTER ROLE one CREATEROLE");
    await client.query("ALTER ROLE two CREATEROLE");
    await client.query("ALTER ROLE three CREATEROLE");
    const applied = await Promise.all(urls.map((url) => migrate(url)));
    const all = (await readdir("migrations")).filter((name) => name.endsWith(".sql")).length;
    expect(applied.map(({ migrations }) => migrations.length)).toEqual([all, all, all]);
  });

  it("is named in the error when it is missing and the owner may not create it; nothing is migrated then", async () => {
    const { client, urls } = await newServer(["plain"]);
    const [url = ""] = urls;
    await expect(migrate(url)).rejects.toThrow(
      /prodev_app is missing, and plain may not create roles.*CREATE ROLE prodev_app NOLOGIN/,
    );
    await client.query("CREATE ROLE prodev_app NOLOGIN");
    expect((await migrate(url)).migrations.length).toBeGreaterThan(0);
  });
});
