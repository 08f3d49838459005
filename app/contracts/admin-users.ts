/** Accounts as administrators see them. */
import { z } from "zod";
import { roleSchema, timeSchema, userSchema } from "./account.ts";
import { pageQuerySchema } from "./list.ts";
import { comparableText } from "./text.ts";

export const managedUserSchema = userSchema
  .extend({
    is_active: z.boolean(),
    /** When the owner deleted the account; its rows are purged 30 days later. */
    deleted_at: timeSchema.nullable(),
    /** The number of VERIFIED results. */
    total_games: z.int(),
  })
  .meta({ id: "ManagedUser" });
export type ManagedUser = z.infer<typeof managedUserSchema>;

/** `active`: may sign in. `off`: an administrator deactivated it. `deleted`: its owner deleted it. */
export const ACCOUNT_STATES = ["active", "off", "deleted"] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const managedUsersQuerySchema = pageQuerySchema.extend({
  /** Part of a username, a display name or an email address; one or two characters match only their beginning. */
  q: comparableText().max(255, "At most 255 characters").optional(),
  role: roleSchema.optional(),
  state: z.enum(ACCOUNT_STATES, "active, off or deleted").optional(),
});
export type ManagedUsersQuery = z.infer<typeof managedUsersQuerySchema>;

export const accountChangeSchema = z
  .strictObject({ role: roleSchema.optional(), is_active: z.boolean().optional() })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: "Say what to change: role, is_active",
  });
export type AccountChange = z.infer<typeof accountChangeSchema>;
