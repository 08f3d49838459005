/** The roles of docs/operations.md, made by its own lines, on a server where nobody who works is a superuser. */
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { type Server, temporaryServer } from "../../scripts/database/postgres.ts";
import { root } from "../../scripts/development/steps.ts";
import { seedProduction } from "../../seed/index.ts";

const LINES = /psql "\$ADMIN_URL" .* <<'SQL'\n([\s\S]*?)\nSQL\n/;

/** As psql puts its variables in. */
const statements = () => {
  const [, text = ""] = LINES.exec(readFileSync(`${root}docs/operations.md`, "utf8")) ?? [];
  const substituted = text.replace(/^--.*\n/gm, "").replaceAll(/:'(owner|site)'/g, "'$1'");
  return substituted.split(/;\n?/).filter((statement) => statement !== "");
};

let server: Server;
const as = (role: string, database = "prodev") =>
  server.url
    .replace("prodev:prodev@", `${role}:${role.replace("prodev_", "")}@`)
    .replace(/prodev$/, database);

async function connected(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function run(url: string, ...texts: string[]) {
  const client = await connected(url);
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  server = await temporaryServer();
  await run(
    as("prodev", "postgres"),
    "DROP DATABASE prodev",
    "CREATE ROLE operator LOGIN CREATEROLE CREATEDB PASSWORD 'operator'",
  );
  await run(as("operator", "postgres"), ...statements());
});
afterAll(() => server.stop());

describe("the owner", () => {
  it("migrates and seeds, also again", async () => {
    expect((await migrate(as("prodev_owner"))).migrations).not.toEqual([]);
    await seedProduction(as("prodev_owner"));
    expect((await migrate(as("prodev_owner"))).migrations).toEqual([]);
    await seedProduction(as("prodev_owner"));
  });

  it.each(["prodev_owner", "operator"])(
    "sees what the site's sessions do, and may end them (as %s)",
    async (who) => {
      const site = await connected(as("prodev_site"));
      const ended = new Promise((resolve) => site.on("error", resolve));
      const owner = await connected(as(who));
      onTestFinished(() => owner.end());
      await site.query("BEGIN");
      const found = await owner.query(
        "SELECT pid, state, query FROM pg_stat_activity WHERE usename = 'prodev_site'",
      );
      expect(found.rows).toMatchObject([{ state: "idle in transaction", query: "BEGIN" }]);
      await owner.query("SELECT pg_terminate_backend($1)", [found.rows[0].pid]);
      expect(await ended).toMatchObject({ code: "57P01" });
    },
  );
});

describe("the site's login", () => {
  it("reads and writes what it has to, and gives up by itself", async () => {
    const site = await connected(as("prodev_site"));
    onTestFinished(() => site.end());
    const { rows } = await site.query(
      "SELECT count(*) > 200 AS snippets, current_setting('statement_timeout') AS patience FROM code_snippets",
    );
    expect(rows).toEqual([{ snippets: true, patience: "15s" }]);
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
  ])("may not %s", async (statement) => {
    await expect(run(as("prodev_site"), statement)).rejects.toMatchObject({ code: "42501" });
  });
});
