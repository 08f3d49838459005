/** The rules of preferences. */
import {
  type Controls,
  DEFAULT_CONTROLS,
  DEFAULT_NOTIFICATIONS,
  type Notifications,
  type Settings,
  type SettingsUpdate,
  themeSchema,
} from "../../../contracts/settings.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { findSettings, updateSettings } from "./queries.ts";

interface Stored {
  theme: string | null;
  controls?: unknown;
  notifications: unknown;
}

/** What is stored, with defaults for what was never chosen. */
export function withDefaults<Row extends Stored>({ theme, controls, notifications, ...rest }: Row) {
  return {
    ...rest,
    theme: themeSchema.catch("system").parse(theme),
    controls: { ...DEFAULT_CONTROLS, ...(controls as Partial<Controls> | undefined) },
    notifications: {
      ...DEFAULT_NOTIFICATIONS,
      ...(notifications as Partial<Notifications> | null),
    },
  };
}

/** The caller's preferences. @throws `unauthenticated` */
export async function settings(db: Db, caller: Caller): Promise<Settings> {
  const row = await findSettings(db, caller);
  if (!row) throw inactiveAccount();
  return withDefaults(row);
}

/** Changes what is given. @throws `unauthenticated` */
export async function changeSettings(
  db: Db,
  caller: Caller,
  change: SettingsUpdate,
): Promise<Settings> {
  const row = await updateSettings(db, caller, change);
  if (!row) throw inactiveAccount();
  return withDefaults(row);
}
