/** The SQL that reads everything about one account. */
import { sql } from "kysely";
import { exportSchema } from "../../../contracts/export.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import { subjectInSql } from "../../auth/throttle/queries.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";

/** Tables with rows about one account, which their column `user_id` names. */
const TABLES = [
  "user_statistics",
  "user_settings",
  "sign_ins",
  "refresh_tokens",
  "game_sessions",
  "game_results",
  "typing_sessions",
  "typing_results",
  "leaderboards",
  "user_achievements",
];

/** Removes the columns that are secrets. */
const WITHOUT_SECRETS = sql`- 'password_hash' - 'token_hash' - 'session_token'`;

const exportRowSchema = exportSchema.omit({ exported_at: true }).strict();

/** Finds every row about the caller, by table, as one JSON document; undefined when the caller may not act. */
export async function findAccountData(db: Db, caller: Caller) {
  const tables = TABLES.map(
    (table) => sql`
      (SELECT coalesce(json_agg(to_jsonb(t) ${WITHOUT_SECRETS}), '[]')
        FROM ${sql.table(table)} t WHERE t.user_id = users.id) AS ${sql.ref(table)}`,
  );
  const email = subjectInSql("account", sql`lower(users.email)`);
  const password = subjectInSql("password", sql`users.id`);
  const statement = sql`
    SELECT (to_jsonb(users) ${WITHOUT_SECRETS}) AS account, ${sql.join(tables)},
      (SELECT coalesce(json_agg(to_jsonb(t)), '[]') FROM friend_relationships t
        WHERE t.requester_id = users.id OR t.addressee_id = users.id) AS friend_relationships,
      -- Their subjects are hashes, which only somebody who knows the address can find.
      (SELECT coalesce(json_agg(to_jsonb(t) - 'subject'), '[]') FROM sign_in_failures t
        WHERE t.subject IN (${email}, ${password})) AS sign_in_failures
    FROM users WHERE ${isActiveUser(caller)}
  `;
  const [row] = await selectRows(db, exportRowSchema, statement);
  return row;
}
