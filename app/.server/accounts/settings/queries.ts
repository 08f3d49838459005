/** All SQL about a player's settings. Each function is one round trip. */
import { sql } from "kysely";
import type { SettingsUpdate } from "../../../contracts/settings.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";
import { lastChoice, lastChoiceSchema } from "../../games/results/queries.ts";

const COLUMNS = [
  "theme",
  "sound_enabled",
  "sound_volume",
  "controls",
  "preferred_language",
  "preferred_difficulty",
  "notifications",
  "user_settings.updated_at",
] as const;

const ownSettings = (db: Db, caller: Caller) =>
  db
    .selectFrom("users")
    .innerJoin("user_settings", "user_settings.user_id", "users.id")
    .select(COLUMNS)
    .where(isActiveUser(caller));

/** Finds the caller's settings; undefined when the caller may not act. */
export const findSettings = (db: Db, caller: Caller) => ownSettings(db, caller).executeTakeFirst();

/** Finds the caller's settings and `last`, what the caller played last; undefined when the caller may not act. */
export async function findPlaySettings(db: Db, caller: Caller) {
  const row = await ownSettings(db, caller).select(lastChoice.as("last")).executeTakeFirst();
  return row && { ...row, last: checkedRow(lastChoiceSchema, row.last) };
}

/** Changes the given settings and leaves the others; undefined when the caller may not act. */
export function updateSettings(
  db: Db,
  caller: Caller,
  { controls, notifications, ...columns }: SettingsUpdate,
) {
  return db
    .updateTable("user_settings")
    .from("users")
    .set({
      ...columns,
      updated_at: sql`now()`,
      ...(controls && { controls: sql`controls || ${JSON.stringify(controls)}::jsonb` }),
      ...(notifications && {
        notifications: sql`notifications || ${JSON.stringify(notifications)}::jsonb`,
      }),
    })
    .whereRef("user_settings.user_id", "=", "users.id")
    .where(isActiveUser(caller))
    .returning(COLUMNS)
    .executeTakeFirst();
}
