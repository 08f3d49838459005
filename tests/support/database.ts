/** A database of its own for each test file, copied from the migrated and seeded template. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { checkRows } from "../../app/.server/db/rows.ts";
import { asSite } from "../../scripts/database/site-login.ts";
import { TEMPLATE } from "./cluster.ts";

async function administer(statement: string) {
  const client = new pg.Client({ connectionString: `${inject("databaseServer")}postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database, or one with the schema and the snippets in it. */
export async function createDatabase(template: "empty" | "seeded" = "seeded") {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(
    `CREATE DATABASE ${name} TEMPLATE ${template === "seeded" ? TEMPLATE : "template0"}`,
  );
  const ownerUrl = inject("databaseServer") + name;
  return {
    /** As the application, which all tests are but those of what only an owner does. */
    url: asSite(ownerUrl),
    ownerUrl,
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** A database for the file that calls it, with as many connections as a test wants at once. */
export function withDatabase(connections = 50) {
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

/** Until some statement of this database waits for a row. */
export async function waitsForLock(db: Db): Promise<void> {
  const waiting = async () => {
    const { rows } = await sql`
      SELECT FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`.execute(db);
    return rows.length;
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
}
