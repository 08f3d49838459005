/** The database roles of docs/operations.md, created by its own SQL on a server where no role in use is a superuser. */
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { type Server, temporaryServer } from "../../scripts/database/postgres.ts";
import { loginsWithoutKeptPlans } from "../../scripts/database/site-login.ts";
import { root } from "../../scripts/development/steps.ts";
import { seedProduction } from "../../seed/index.ts";

/** The SQL that docs/operations.md gives to psql. */
const PSQL_INPUT = /psql "\$ADMIN_URL" .* <<'SQL'\n([\s\S]*?)\nSQL\n/;

/** Returns the statements of the document, with the variables replaced as psql does. */
const statements = () => {
  const [, text = ""] = PSQL_INPUT.exec(readFileSync(`${root}docs/operations.md`, "utf8")) ?? [];
  const substituted = text.replace(/^--.*\n/gm, "").replaceAll(/:'(owner|site)'/g, "'$1'");
  return substituted.split(/;\n?/).filter((statement) => statement !== "");
};

let server: Server;
/** Returns the URL of a database for a role. The password of `prodev_site` is `site`, and so on. */
const urlAs = (role: string, database = "prodev") =>
  server.url
    .replace("prodev:prodev@", `${role}:${role.replace("prodev_", "")}@`)
    .replace(/prodev$/, database);

async function connectedClient(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function run(url: string, ...texts: string[]) {
  const client = await connectedClient(url);
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  server = await temporaryServer();
  await run(
    urlAs("prodev", "postgres"),
    "DROP DATABASE prodev",
    "CREATE ROLE operator LOGIN CREATEROLE CREATEDB PASSWORD 'operator'",
  );
  await run(urlAs("operator", "postgres"), ...statements());
});
afterAll(() => server.stop());

describe("the owner", () => {
  it("migrates and seeds, also a second time", async () => {
    expect((await migrate(urlAs("prodev_owner"))).migrations).not.toEqual([]);
    await seedProduction(urlAs("prodev_owner"));
    expect((await migrate(urlAs("prodev_owner"))).migrations).toEqual([]);
    await seedProduction(urlAs("prodev_owner"));
  });
});

describe("a connection of the site", () => {
  it.each(["prodev_owner", "operator"])("is visible to %s, who may terminate it", async (role) => {
    const site = await connectedClient(urlAs("prodev_site"));
    const ended = new Promise((resolve) => site.on("error", resolve));
    const owner = await connectedClient(urlAs(role));
    onTestFinished(() => owner.end());
    const { rows } = await site.query("SELECT pg_backend_pid() AS pid");
    const { pid } = rows[0];
    await site.query("BEGIN");
    const connections = await owner.query(
      "SELECT usename, state, query FROM pg_stat_activity WHERE pid = $1",
      [pid],
    );
    expect(connections.rows).toEqual([
      { usename: "prodev_site", state: "idle in transaction", query: "BEGIN" },
    ]);
    await owner.query("SELECT pg_terminate_backend($1)", [pid]);
    expect(await ended).toMatchObject({ code: "57P01" });
  });
});

describe("the site's login", () => {
  it("is named after a migration when it keeps no plans", async () => {
    expect(await loginsWithoutKeptPlans(urlAs("prodev_owner"))).toEqual([]);
    await run(urlAs("operator"), "CREATE ROLE former_site LOGIN IN ROLE prodev_app");
    expect(await loginsWithoutKeptPlans(urlAs("prodev_owner"))).toEqual(["former_site"]);
  });

  it("reads and writes snippets, has a statement timeout of 15 seconds, and keeps plans", async () => {
    const site = await connectedClient(urlAs("prodev_site"));
    onTestFinished(() => site.end());
    const { rows } = await site.query(
      `SELECT count(*) > 200 AS snippets, current_setting('statement_timeout') AS timeout,
        current_setting('plan_cache_mode') AS plans FROM code_snippets`,
    );
    expect(rows).toEqual([{ snippets: true, timeout: "15s", plans: "force_generic_plan" }]);
    await site.query("UPDATE code_snippets SET usage_count = usage_count + 1");
  });

  it.each([
    "UPDATE audit_log SET action = 'user.x'",
    "DELETE FROM audit_log",
    "TRUNCATE audit_log",
    "ALTER TABLE audit_log DISABLE TRIGGER ALL",
    "DROP TABLE audit_log",
    "SET session_replication_role = replica",
    "CREATE TABLE mine (a int)",
    "SET ROLE prodev_owner",
    "SELECT FROM kysely_migration",
    "SELECT FROM migration_functions",
  ])("may not execute %s", async (statement) => {
    await expect(run(urlAs("prodev_site"), statement)).rejects.toMatchObject({ code: "42501" });
  });
});
