/** What the next page says once about what was just done. Travels as a cookie, so only this site can say it. */
import { z } from "zod";

const NOTICES = [
  "account_changed",
  "account_deleted",
  "device_signed_out",
  "password_changed",
  "preferences_saved",
  "profile_saved",
  "run_verified",
  "run_voided",
  "sign_ins_failed",
  "snippet_saved",
] as const;

const flashSchema = z.strictObject({
  code: z.enum(NOTICES),
  /** How often, where that is told. */
  count: z.int().min(1).max(9_999).optional(),
});
export type Flash = z.infer<typeof flashSchema>;

/** `profile_saved`, `sign_ins_failed.3`. */
export const writeFlash = ({ code, count }: Flash) =>
  count === undefined ? code : `${code}.${count}`;

/** Undefined for whatever {@link writeFlash} never writes. */
export function readFlash(text: string | undefined): Flash | undefined {
  const [, code, digits] = /^([a-z_]+)(?:\.([1-9]\d*))?$/.exec(text ?? "") ?? [];
  return flashSchema.safeParse({ code, count: digits && Number(digits) }).data;
}
