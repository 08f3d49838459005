/** What an administrator sees of one account. One round trip. */
import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import { type Caller, hasRole, isStaff } from "../../../auth/authorization/queries.ts";
import type { Db } from "../../../db/client.ts";
import { FIGURES } from "../../../progress/statistics/queries.ts";
import { auditEntries } from "../../audit/queries.ts";

/** Where a page of an account's runs ends. */
export type RunsCursor = [endedAt: string, id: string];

const DEVICES = 10;
const ACTS = 10;

/** An account with its figures, devices, runs (one more than `limit`) and what was done to it; null for none. */
export function findUserDetails(
  db: Db,
  caller: Caller,
  userId: string | null,
  { limit, after }: { limit: number; after: RunsCursor | undefined },
) {
  const account = db
    .selectFrom("users")
    .leftJoin("user_statistics", "user_statistics.user_id", "users.id")
    .select(["users.id", "users.username", "users.email", "users.display_name", "users.role"])
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
          .limit(DEVICES),
      ).as("devices"),
      jsonArrayFrom(
        eb
          .selectFrom("game_results as run")
          .innerJoin("game_sessions as session", "session.id", "run.session_id")
          .select(["run.id", "run.ended_at", "run.status", "run.final_score"])
          .select(["run.words_per_minute", "run.accuracy_percentage"])
          .select(["session.language", "session.difficulty", "session.mode"])
          .whereRef("run.user_id", "=", "users.id")
          .$if(after !== undefined, (query) =>
            query.where(sql<boolean>`(run.ended_at, run.id) < (${after?.[0]}, ${after?.[1]})`),
          )
          .orderBy("run.ended_at", "desc")
          .orderBy("run.id", "desc")
          .limit(limit + 1),
      ).as("runs"),
      jsonArrayFrom(auditEntries(db).where(sql<boolean>`entry.target_id = users.id`).limit(ACTS)).as(
        "acts",
      ),
    ])
    .where("users.id", "=", userId)
    // Nobody else's data leaves the database for somebody who may not see it.
    .where(sql<boolean>`EXISTS (SELECT FROM users WHERE ${isStaff(caller, "ADMIN")})`);
  return db
    .selectNoFrom([hasRole(caller, "ADMIN").as("admitted"), jsonObjectFrom(account).as("account")])
    .executeTakeFirstOrThrow();
}
