/** Reads and changes a player's settings. */
import { type Settings, type SettingsUpdate, withDefaults } from "../../../contracts/settings.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { findPlaySettings, findSettings, updateSettings } from "./queries.ts";

/** Returns the caller's settings. @throws `unauthenticated` */
export async function settings(db: Db, caller: Caller): Promise<Settings> {
  const row = await findSettings(db, caller);
  if (!row) throw inactiveAccount();
  return withDefaults(row);
}

/** Returns the caller's settings, and what the caller played last. @throws `unauthenticated` */
export async function playSettings(db: Db, caller: Caller) {
  const row = await findPlaySettings(db, caller);
  if (!row) throw inactiveAccount();
  const { last, ...columns } = row;
  return { settings: withDefaults(columns), last };
}

/** Changes the given settings. @throws `unauthenticated` */
export async function changeSettings(
  db: Db,
  caller: Caller,
  change: SettingsUpdate,
): Promise<Settings> {
  const row = await updateSettings(db, caller, change);
  if (!row) throw inactiveAccount();
  return withDefaults(row);
}
