/** What an operator does at the console, over a direct connection: nobody is signed in. */
import { sql } from "kysely";
import { writeAudit } from "../../audit/queries.ts";
import type { Db } from "../../db/client.ts";

export interface Granted {
  username: string;
  /** As it was before. */
  role: "PLAYER" | "MODERATOR" | "ADMIN";
}

/** Makes the account with this address an administrator, and writes that down. */
export async function grantAdmin(db: Db, email: string): Promise<Granted | undefined> {
  const { rows } = await sql<Granted>`
    WITH found AS (
      SELECT id, username, role FROM users
      WHERE lower(email) = lower(${email}) AND is_active AND deleted_at IS NULL
      FOR NO KEY UPDATE
    ), changed AS (
      UPDATE users SET role = 'ADMIN' FROM found WHERE users.id = found.id AND found.role <> 'ADMIN'
      RETURNING users.id, found.username, found.role
    ), recorded AS (${writeAudit(null, {
      action: "user.role_changed",
      from: sql`changed`,
      id: sql`changed.id`,
      name: sql`changed.username`,
      details: sql`jsonb_build_object('before', changed.role, 'after', 'ADMIN')`,
    })})
    SELECT username, role FROM found
  `.execute(db);
  return rows[0];
}
