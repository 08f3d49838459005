/** Reads how much PostgreSQL has written to its log. */
import { sql } from "kysely";
import type { Db } from "../../../app/.server/db/client.ts";

/** Returns the bytes of WAL since the database was made. */
export async function walBytes(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text AS bytes`.execute(db);
  return Number(rows[0]?.bytes);
}
