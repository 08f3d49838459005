import pg from "pg";
import { expect, it } from "vitest";
import { isUnavailable, openPool } from "../../app/.server/db/client.ts";
import { withDatabase } from "../support/database.ts";

const database = withDatabase();

/** A client whose connection the server has ended, as it does when it is shut down. */
async function cutOff() {
  const pool = openPool({ connectionString: database.ownerUrl });
  const client = await pool.connect();
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  const gone = new Promise<void>((resolve) => client.once("end", () => resolve()));
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  await other.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
  await other.end();
  await gone;
  const close = () => {
    client.release(true);
    return pool.end();
  };
  return { client, close };
}

it("a connection that was cut off before it was used says that the database is away", async () => {
  const { client, close } = await cutOff();
  const error = await client.query("SELECT 1").catch((error: unknown) => error);
  expect(isUnavailable(error)).toBe(true);
  await close();
});

it("what the database refuses does not", async () => {
  const pool = openPool({ connectionString: database.url });
  for (const text of ["SELECT 1 / 0", "SELEC", "DELETE FROM audit_log"]) {
    const error = await pool.query(text).catch((error: unknown) => error);
    expect([text, isUnavailable(error)]).toEqual([text, false]);
  }
  await pool.end();
});
