/** Creates a database for each test file, copied from the migrated and seeded template. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { checkRows } from "../../app/.server/db/rows.ts";
import { withSiteLogin } from "../../scripts/database/site-login.ts";
import { TEMPLATES } from "./global-setup.ts";

/** Executes a statement as the server's owner. */
async function executeAsOwner(statement: string) {
  const client = new pg.Client({ connectionString: `${inject("databaseServer")}postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Creates an empty database, one with the schema, or one with the snippets and the achievements as well. */
export async function createDatabase(template: "empty" | keyof typeof TEMPLATES = "seeded") {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await executeAsOwner(
    // Copying files takes half as long as the other strategy, which writes each page to the log.
    `CREATE DATABASE ${name} TEMPLATE ${template === "empty" ? "template0" : TEMPLATES[template]} STRATEGY FILE_COPY`,
  );
  const ownerUrl = inject("databaseServer") + name;
  return {
    /** Connects as the application, as all tests do but those of statements that only the owner may execute. */
    url: withSiteLogin(ownerUrl),
    ownerUrl,
    drop: () => executeAsOwner(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/**
 * Creates a database for the test file that calls it, with a pool of at most `connections`.
 */
export function withDatabase(connections = 10) {
  checkRows();
  let connection: Connection;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    connection = connect(database.url, connections);
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });
  return {
    get db(): Db {
      return connection.db;
    },
    get url(): string {
      return database.url;
    },
    get ownerUrl(): string {
      return database.ownerUrl;
    },
  };
}

/** Waits until some statement in this database waits for a lock, or `count` of them. */
export async function waitForBlockedStatement(db: Db, count = 1): Promise<void> {
  const waiting = async () => {
    const { rows } = await sql`
      SELECT FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`.execute(db);
    return rows.length;
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
}
