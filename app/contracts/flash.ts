/** The notice that the next page shows once about the last action. It travels in a cookie, so no link can forge it. */
import { z } from "zod";

const NOTICES = [
  "account_changed",
  "account_deleted",
  "address_asked",
  "address_confirmed",
  "confirmation_sent",
  "device_signed_out",
  "friend_accepted",
  "friend_asked",
  "friend_declined",
  "friend_ended",
  "identity_linked",
  "identity_taken",
  "identity_unlinked",
  "password_changed",
  "password_reset",
  "player_blocked",
  "player_unblocked",
  "preferences_saved",
  "profile_saved",
  "provider_linked",
  "reset_mailed",
  "run_verified",
  "run_voided",
  "sign_in_declined",
  "sign_in_expired",
  "sign_in_failed",
  "sign_in_refused",
  "sign_ins_failed",
  "signed_out_meanwhile",
  "snippet_saved",
  "text_deleted",
  "text_saved",
] as const;

const flashSchema = z.strictObject({
  code: z.enum(NOTICES),
  /** The number that some notices show. */
  count: z.int().min(1).max(9_999).optional(),
});
export type Flash = z.infer<typeof flashSchema>;

/** Returns the cookie's value: `profile_saved`, `sign_ins_failed.3`. */
export const writeFlash = ({ code, count }: Flash) =>
  count === undefined ? code : `${code}.${count}`;

/** Returns the notice in a cookie's value; undefined for a value that {@link writeFlash} never returns. */
export function readFlash(text: string | undefined): Flash | undefined {
  const [, code, digits] = /^([a-z_]+)(?:\.([1-9]\d*))?$/.exec(text ?? "") ?? [];
  return flashSchema.safeParse({ code, count: digits && Number(digits) }).data;
}
