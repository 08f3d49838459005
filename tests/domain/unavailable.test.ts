import pg from "pg";
import { describe, expect, it } from "vitest";
import { isUnavailable, openPool } from "../../app/.server/db/client.ts";
import { withDatabase } from "../support/database.ts";

const database = withDatabase();

/** Returns a client whose connection the server has terminated, as it does when it shuts down. */
async function disconnectedClient() {
  const pool = openPool({ connectionString: database.ownerUrl });
  const client = await pool.connect();
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  await other.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
  await other.end();
  await ended;
  const close = () => {
    client.release(true);
    return pool.end();
  };
  return { client, close };
}

describe("isUnavailable", () => {
  it("is true for the error of a connection that the server had terminated", async () => {
    const { client, close } = await disconnectedClient();
    const error = await client.query("SELECT 1").catch((error: unknown) => error);
    expect(isUnavailable(error)).toBe(true);
    await close();
  });

  it("is false for the error of a statement that the database rejects", async () => {
    const pool = openPool({ connectionString: database.url });
    for (const text of ["SELECT 1 / 0", "SELEC", "DELETE FROM audit_log"]) {
      const error = await pool.query(text).catch((error: unknown) => error);
      expect([text, isUnavailable(error)]).toEqual([text, false]);
    }
    await pool.end();
  });
});
