/** The SQL of one account as administrators see it. One round trip. */
import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { userSchema } from "../../../../contracts/account.ts";
import { managedUserSchema } from "../../../../contracts/admin-users.ts";
import { resultSchema, sessionSchema } from "../../../../contracts/game.ts";
import { resultStatusSchema } from "../../../../contracts/moderation.ts";
import { statisticsSchema } from "../../../../contracts/statistics.ts";
import {
  type Caller,
  hasRole,
  hasRoleRowShape,
  isActiveWithRole,
} from "../../../auth/authorization/queries.ts";
import type { Db } from "../../../db/client.ts";
import { pageRows, type TimeCursor } from "../../../db/pages.ts";
import { checkedRow } from "../../../db/rows.ts";
import { jsonTimeSchema } from "../../../db/time.ts";
import { playsOwnText } from "../../../games/results/queries.ts";
import { FIGURES } from "../../../progress/statistics/queries.ts";
import { auditEntries, auditEntryRowSchema } from "../../audit/queries.ts";

const MAX_DEVICES = 10;
const MAX_AUDIT_ENTRIES = 10;

const deviceRowSchema = z.strictObject({
  id: z.uuid(),
  user_agent: z.string().nullable(),
  created_at: jsonTimeSchema,
  last_used_at: jsonTimeSchema,
  revoked_at: jsonTimeSchema.nullable(),
});

const { id, final_score, standard_wpm, key_accuracy } = resultSchema.shape;
const { language, difficulty, mode } = sessionSchema.shape;

const runRowSchema = z.strictObject({
  id,
  ended_at: jsonTimeSchema,
  status: resultStatusSchema,
  final_score,
  standard_wpm,
  key_accuracy,
  language,
  difficulty,
  mode,
});

/** Allows null for each column: an account without statistics has none of them. */
const nullable = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  Object.fromEntries(
    Object.entries(shape).map(([column, schema]) => [column, z.nullable(schema)]),
  ) as { [Column in keyof Shape]: z.ZodNullable<Shape[Column]> };

const figures = statisticsSchema.omit({
  id: true,
  user_id: true,
  current_streak: true,
  last_played_day: true,
  created_at: true,
  updated_at: true,
});

const accountRowSchema = z.strictObject({
  ...userSchema.shape,
  ...nullable(figures.shape),
  is_active: managedUserSchema.shape.is_active,
  created_at: jsonTimeSchema,
  last_login_at: jsonTimeSchema.nullable(),
  deleted_at: jsonTimeSchema.nullable(),
  devices: z.array(deviceRowSchema),
  runs: z.array(runRowSchema),
  audit_entries: z.array(auditEntryRowSchema),
});

const userDetailsRowSchema = z.strictObject({
  ...hasRoleRowShape,
  account: accountRowSchema.nullable(),
});

/**
 * Finds an account with its statistics, devices, runs (one more than `limit`) and the audit entries about it; null
 * when there is none, and for a caller without the role.
 */
export async function findUserDetails(
  db: Db,
  caller: Caller,
  userId: string | null,
  { limit, after }: { limit: number; after: TimeCursor | undefined },
) {
  const account = db
    .selectFrom("users")
    .leftJoin("user_statistics", "user_statistics.user_id", "users.id")
    .select(["users.id", "users.username", "users.email", "users.email_verified"])
    .select(["users.display_name", "users.role"])
    .select(["users.is_active", "users.created_at", "users.last_login_at", "users.deleted_at"])
    .select(FIGURES)
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("sign_ins")
          .select(["sign_ins.id", "sign_ins.user_agent", "sign_ins.created_at"])
          .select(["sign_ins.last_used_at", "sign_ins.revoked_at"])
          .whereRef("sign_ins.user_id", "=", "users.id")
          .orderBy(sql`sign_ins.revoked_at IS NOT NULL`)
          .orderBy("sign_ins.last_used_at", "desc")
          .limit(sql.lit(MAX_DEVICES)),
      ).as("devices"),
      jsonArrayFrom(
        eb
          .selectFrom("game_results as result")
          .innerJoin("game_sessions as session", "session.id", "result.session_id")
          .select(["result.id", "result.ended_at", "result.status", "result.final_score"])
          .select(["result.standard_wpm", "result.key_accuracy"])
          .select(["session.language", "session.difficulty", "session.mode"])
          .whereRef("result.user_id", "=", "users.id")
          .where(sql<boolean>`NOT ${playsOwnText(sql.ref("session"))}`)
          .$if(after !== undefined, (query) =>
            query.where(
              sql<boolean>`(result.ended_at, result.id) < (${after?.[0]}, ${after?.[1]})`,
            ),
          )
          .orderBy("result.ended_at", "desc")
          .orderBy("result.id", "desc")
          .limit(pageRows(limit)),
      ).as("runs"),
      jsonArrayFrom(
        auditEntries(db)
          .where(sql<boolean>`entry.target_id = users.id`)
          .limit(sql.lit(MAX_AUDIT_ENTRIES)),
      ).as("audit_entries"),
    ])
    .where("users.id", "=", userId)
    // The account's data does not leave the database for a caller without the role.
    .where(sql<boolean>`EXISTS (SELECT FROM users WHERE ${isActiveWithRole(caller, "ADMIN")})`);
  const row = await db
    .selectNoFrom([hasRole(caller, "ADMIN").as("has_role"), jsonObjectFrom(account).as("account")])
    .executeTakeFirstOrThrow();
  return checkedRow(userDetailsRowSchema, row);
}
