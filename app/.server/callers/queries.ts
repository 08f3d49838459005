/** Who may act, as a condition for the statements that act. */
import { type RawBuilder, sql } from "kysely";
import type { Viewer } from "../sign-in/tokens.ts";

/** Somebody signed in, on one device. */
export type Caller = Pick<Viewer, "id" | "family">;

/**
 * Keeps the row of `users` that is asking, as long as the account is on and the
 * device signed in. An access token is good for a while longer than what it stands
 * for; with this in every statement for a signed-in caller, nobody gains by that.
 */
export const isCaller = ({ id, family }: Caller): RawBuilder<boolean> => sql<boolean>`(
  users.id = ${id} AND users.is_active AND users.deleted_at IS NULL
  AND EXISTS (
    SELECT FROM sign_ins
    WHERE sign_ins.id = ${family} AND sign_ins.user_id = users.id AND sign_ins.revoked_at IS NULL
  ))`;

/**
 * The caller's account, by a statement that holds it: until the transaction is
 * over, the account is neither deleted nor this device signed out.
 */
export const heldCaller = ({ id, family }: Caller): RawBuilder<unknown> => sql`
  SELECT users.id FROM users JOIN sign_ins device ON device.user_id = users.id
  WHERE users.id = ${id} AND users.is_active AND users.deleted_at IS NULL
    AND device.id = ${family} AND device.revoked_at IS NULL
  FOR NO KEY UPDATE OF users, device`;

/** The same without a device, for work that nobody asks for. */
export const heldAccount = (userId: string): RawBuilder<unknown> => sql`
  SELECT users.id FROM users
  WHERE users.id = ${userId} AND users.is_active AND users.deleted_at IS NULL
  FOR NO KEY UPDATE OF users`;
