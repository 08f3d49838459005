/** The SQL functions of `migrations/functions`: one function per file, which is created again when its text changes. */
import { readdir } from "node:fs/promises";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { emptyDatabase, migratedDatabase, migrationsWith } from "../support/migrations.ts";

const GREET_FILE = "functions/greet.sql";
const greetSql = (body: string, head = "name TEXT) RETURNS TEXT") =>
  `-- Returns a greeting.\nCREATE OR REPLACE FUNCTION greet(${head} AS $$ SELECT ${body} $$ LANGUAGE sql IMMUTABLE;\n`;

/** Returns a migrated database with one more function, `greet`. */
async function databaseWithGreet(greet = greetSql("'Hello ' || name")) {
  const database = await migratedDatabase();
  await migrate(database.url, await migrationsWith({ [GREET_FILE]: greet }));
  return database;
}

/** Returns the functions that belong to no extension, each with the transaction that last wrote it. */
async function functionsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query(`
    SELECT p.oid::regprocedure::text AS name, p.oid || ' ' || p.xmin AS version FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`);
  return Object.fromEntries(rows.map(({ name, version }) => [name, version]));
}

describe("an SQL function", () => {
  it("has a file of its name, except for the one in the first migration", async () => {
    const { client, url } = await emptyDatabase();
    await migrate(url);
    const files = await readdir("migrations/functions");
    const names = Object.keys(await functionsOf(client)).map((name) => name.replace(/\(.*/, ""));
    expect(names.sort()).toEqual(
      [...files.map((file) => file.replace(".sql", "")), "update_updated_at_column"].sort(),
    );
  });

  it("is replaced when its text changes, and no other function is", async () => {
    const { client, url } = await databaseWithGreet();
    const before = await functionsOf(client);
    const folder = await migrationsWith({ [GREET_FILE]: greetSql("'Hi ' || name") });
    expect(await migrate(url, folder)).toMatchObject({ migrations: [], functions: ["greet"] });
    const { "greet(text)": greet, ...others } = await functionsOf(client);
    expect({ ...others, "greet(text)": before["greet(text)"] }).toEqual(before);
    expect(greet).not.toBe(before["greet(text)"]);
    expect((await client.query("SELECT greet('Ada')")).rows).toEqual([{ greet: "Hi Ada" }]);
    expect((await migrate(url, folder)).functions).toEqual([]);
  });

  it("is not replaced when only its line ends change, as on Windows", async () => {
    const { url } = await databaseWithGreet();
    const folder = await migrationsWith({
      [GREET_FILE]: greetSql("'Hello ' || name").replaceAll("\n", "\r\n"),
    });
    expect((await migrate(url, folder)).functions).toEqual([]);
  });

  it("is dropped when its file is removed, but not when it was created by hand", async () => {
    const { client, url } = await databaseWithGreet();
    await client.query("CREATE FUNCTION by_hand() RETURNS INTEGER AS 'SELECT 1' LANGUAGE sql");
    expect((await migrate(url)).functions).toEqual(["greet"]);
    const names = Object.keys(await functionsOf(client));
    expect(names).not.toContain("greet(text)");
    expect(names).toContain("by_hand()");
    expect((await migrate(url)).functions).toEqual([]);
  });

  it("is created again after it was dropped by hand", async () => {
    const { client, url } = await migratedDatabase();
    await client.query("DROP FUNCTION granted_by");
    expect((await migrate(url)).functions).toEqual(["granted_by"]);
    expect(Object.keys(await functionsOf(client))).toContain("granted_by(uuid)");
  });

  it.each([
    ["its arguments", "name TEXT, twice BOOLEAN DEFAULT true) RETURNS TEXT", "greet(text,boolean)"],
    ["the names of its arguments", "somebody TEXT) RETURNS TEXT", "greet(text)"],
    ["its result type", "name TEXT) RETURNS CHAR(5)", "greet(text)"],
  ])(
    "remains one function, which the application may call, after a change of %s",
    async (_, head, name) => {
      const { client, url } = await databaseWithGreet();
      await migrate(url, await migrationsWith({ [GREET_FILE]: greetSql("'Hello'", head) }));
      const names = Object.keys(await functionsOf(client));
      expect(names.filter((found) => found.startsWith("greet("))).toEqual([name]);
      const { rows } = await client.query(
        `SELECT greet('Ada'), has_function_privilege('prodev_app', '${name}', 'EXECUTE') AS may`,
      );
      expect(rows).toEqual([{ greet: "Hello", may: true }]);
    },
  );

  it("may call a function whose file comes later", async () => {
    const { client, url } = await migratedDatabase();
    const folder = await migrationsWith({
      "functions/a.sql": "CREATE FUNCTION a() RETURNS INTEGER AS 'SELECT z()' LANGUAGE sql",
      "functions/z.sql": "CREATE FUNCTION z() RETURNS INTEGER AS 'SELECT 26' LANGUAGE sql",
    });
    await migrate(url, folder);
    expect((await client.query("SELECT a()")).rows).toEqual([{ a: 26 }]);
  });

  it.each([
    [
      "uses a column that does not exist",
      greetSql("missing"),
      /greet\.sql: column "missing" does not/,
    ],
    [
      "is PL/pgSQL with a syntax error",
      "CREATE FUNCTION greet() RETURNS TEXT AS $$ BEGIN RETURN END $$ LANGUAGE plpgsql",
      /greet\.sql: .*syntax error|greet\.sql: missing expression/,
    ],
    [
      "has another name than its file",
      greetSql("name").replace("greet(", "gret("),
      /greet\.sql: The file has to create one function, greet. It creates gret\(text\)\./,
    ],
    [
      "shares its file with a second function",
      greetSql("'Hello'") + greetSql("name").replace("greet(", "gret("),
      /It creates (greet\(text\), gret\(text\)|gret\(text\), greet\(text\))\./,
    ],
    ["is missing from its file", "SELECT 1", /It creates none\./],
  ])("is rejected when it %s, and nothing is changed", async (_, greet, message) => {
    const { client, url } = await databaseWithGreet();
    const before = await functionsOf(client);
    const folder = await migrationsWith({
      [GREET_FILE]: greet,
      "20990101_000001_next.sql": "CREATE TABLE next ()",
    });
    await expect(migrate(url, folder)).rejects.toThrow(message);
    expect(await functionsOf(client)).toEqual(before);
    expect((await client.query("SELECT to_regclass('next') AS next")).rows).toEqual([
      { next: null },
    ]);
  });

  it("is not dropped while a trigger uses it, and the error names the trigger", async () => {
    const { url } = await migratedDatabase();
    const folder = await migrationsWith({ "functions/refuse_change.sql": null });
    await expect(migrate(url, folder)).rejects.toThrow(
      /refuse_change\.sql: cannot drop function.*\ntrigger audit_log_only_grows on table audit_log/,
    );
    const withMigration = await migrationsWith({
      "functions/refuse_change.sql": null,
      "20990101_000001_next.sql": "DROP TRIGGER audit_log_only_grows ON audit_log",
    });
    expect((await migrate(url, withMigration)).functions).toEqual(["refuse_change"]);
  });

  it("is created once when a database is migrated twice at once", async () => {
    const { url } = await emptyDatabase();
    const folder = await migrationsWith({ [GREET_FILE]: greetSql("name") });
    const calls = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(calls.flatMap(({ functions }) => functions).filter((name) => name === "greet")).toEqual([
      "greet",
    ]);
  });
});
