/** `migrations/functions`: one function a file, re-created when its text changes. */
import { readdir } from "node:fs/promises";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { emptyDatabase, migrationsWith } from "../support/migrations.ts";

const NEW = "functions/greet.sql";
const text = (body: string, head = "name TEXT) RETURNS TEXT") =>
  `-- Returns a greeting.\nCREATE OR REPLACE FUNCTION greet(${head} AS $$ SELECT ${body} $$ LANGUAGE sql IMMUTABLE;\n`;

async function migrated(greet = text("'Hello ' || name")) {
  const database = await emptyDatabase();
  await migrate(database.url, await migrationsWith({ [NEW]: greet }));
  return database;
}

/** The functions that are no extension's, with the transaction that last wrote each. */
async function functionsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query(`
    SELECT p.oid::regprocedure::text AS name, p.oid || ' ' || p.xmin AS version FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`);
  return Object.fromEntries(rows.map(({ name, version }) => [name, version]));
}

describe("a function", () => {
  it("has a file of its name, unless the document has it in its first migration", async () => {
    const { client, url } = await emptyDatabase();
    await migrate(url);
    const files = await readdir("migrations/functions");
    const names = Object.keys(await functionsOf(client)).map((name) => name.replace(/\(.*/, ""));
    expect(names.sort()).toEqual(
      [...files.map((file) => file.replace(".sql", "")), "update_updated_at_column"].sort(),
    );
  });

  it("is replaced when its text changes, and no other is touched", async () => {
    const { client, url } = await migrated();
    const before = await functionsOf(client);
    const folder = await migrationsWith({ [NEW]: text("'Hi ' || name") });
    expect(await migrate(url, folder)).toMatchObject({ migrations: [], functions: ["greet"] });
    const { "greet(text)": greet, ...others } = await functionsOf(client);
    expect({ ...others, "greet(text)": before["greet(text)"] }).toEqual(before);
    expect(greet).not.toBe(before["greet(text)"]);
    expect((await client.query("SELECT greet('Ada')")).rows).toEqual([{ greet: "Hi Ada" }]);
    expect((await migrate(url, folder)).functions).toEqual([]);
  });

  it("is untouched by other line ends, as a checkout on Windows may have them", async () => {
    const { url } = await migrated();
    const folder = await migrationsWith({
      [NEW]: text("'Hello ' || name").replaceAll("\n", "\r\n"),
    });
    expect((await migrate(url, folder)).functions).toEqual([]);
  });

  it("is dropped when its file is removed; one that no file made stays", async () => {
    const { client, url } = await migrated();
    await client.query("CREATE FUNCTION by_hand() RETURNS INTEGER AS 'SELECT 1' LANGUAGE sql");
    expect((await migrate(url)).functions).toEqual(["greet"]);
    const names = Object.keys(await functionsOf(client));
    expect(names).not.toContain("greet(text)");
    expect(names).toContain("by_hand()");
    expect((await migrate(url)).functions).toEqual([]);
  });

  it("is created again when somebody dropped it", async () => {
    const { client, url } = await emptyDatabase();
    await migrate(url);
    await client.query("DROP FUNCTION granted_by");
    expect((await migrate(url)).functions).toEqual(["granted_by"]);
    expect(Object.keys(await functionsOf(client))).toContain("granted_by(uuid)");
  });

  it.each([
    ["its arguments", "name TEXT, twice BOOLEAN DEFAULT true) RETURNS TEXT", "greet(text,boolean)"],
    ["names of arguments", "somebody TEXT) RETURNS TEXT", "greet(text)"],
    ["its result", "name TEXT) RETURNS CHAR(5)", "greet(text)"],
  ])("stays one function when %s change, which the application may call", async (_, head, name) => {
    const { client, url } = await migrated();
    await migrate(url, await migrationsWith({ [NEW]: text("'Hello'", head) }));
    const names = Object.keys(await functionsOf(client));
    expect(names.filter((one) => one.startsWith("greet("))).toEqual([name]);
    const { rows } = await client.query(
      `SELECT greet('Ada'), has_function_privilege('prodev_app', '${name}', 'EXECUTE') AS may`,
    );
    expect(rows).toEqual([{ greet: "Hello", may: true }]);
  });

  it("may call one whose file comes later", async () => {
    const { client, url } = await emptyDatabase();
    const folder = await migrationsWith({
      "functions/a.sql": "CREATE FUNCTION a() RETURNS INTEGER AS 'SELECT z()' LANGUAGE sql",
      "functions/z.sql": "CREATE FUNCTION z() RETURNS INTEGER AS 'SELECT 26' LANGUAGE sql",
    });
    await migrate(url, folder);
    expect((await client.query("SELECT a()")).rows).toEqual([{ a: 26 }]);
  });

  it.each([
    ["names a column that is not there", text("missing"), /greet\.sql: column "missing" does not/],
    [
      "is of PL/pgSQL and cannot be parsed",
      "CREATE FUNCTION greet() RETURNS TEXT AS $$ BEGIN RETURN END $$ LANGUAGE plpgsql",
      /greet\.sql: .*syntax error|greet\.sql: missing expression/,
    ],
    [
      "has another name than its file",
      text("name").replace("greet(", "gret("),
      /greet\.sql: The file has to create one function, greet. It creates gret\(text\)\./,
    ],
    [
      "has a second one in its file",
      text("'Hello'") + text("name").replace("greet(", "gret("),
      /It creates (greet\(text\), gret\(text\)|gret\(text\), greet\(text\))\./,
    ],
    ["has none in its file", "SELECT 1", /It creates none\./],
  ])("is refused when it %s, and nothing is changed", async (_, greet, message) => {
    const { client, url } = await migrated();
    const before = await functionsOf(client);
    const folder = await migrationsWith({
      [NEW]: greet,
      "20990101_000001_next.sql": "CREATE TABLE next ()",
    });
    await expect(migrate(url, folder)).rejects.toThrow(message);
    expect(await functionsOf(client)).toEqual(before);
    expect((await client.query("SELECT to_regclass('next') AS next")).rows).toEqual([
      { next: null },
    ]);
  });

  it("is not dropped while a trigger needs it, which the error names", async () => {
    const { url } = await emptyDatabase();
    await migrate(url);
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

  it("is created once by those who migrate at the same moment", async () => {
    const { url } = await emptyDatabase();
    const folder = await migrationsWith({ [NEW]: text("name") });
    const calls = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(calls.flatMap(({ functions }) => functions).filter((one) => one === "greet")).toEqual([
      "greet",
    ]);
  });
});
