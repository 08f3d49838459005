/** The audit log: who did what to whom, when, and why. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { pageQuerySchema } from "./list.ts";
import { comparableText } from "./text.ts";

/** The privileged acts, with the words that pages use for them. A name begins with the kind of its target. */
const STAFF_ACTS = {
  "user.role_changed": "changed the role of",
  "user.deactivated": "switched off",
  "user.reactivated": "switched on",
  "user.sessions_revoked": "signed out",
  "result.verified": "verified",
  "result.voided": "voided",
  "result.reports_settled": "settled the reports of",
  "snippet.created": "created",
  "snippet.changed": "changed",
  "snippet.imported": "imported",
} as const satisfies Record<`${"user" | "result" | "snippet"}.${string}`, string>;
export type StaffAct = keyof typeof STAFF_ACTS;

/** What people do to the ways into accounts of their own. */
const OWNER_ACTS = {
  "user.address_confirmed": "confirmed the address of",
  "user.address_change_asked": "asked for another address of",
  "user.address_changed": "changed the address of",
  "user.password_changed": "changed the password of",
  "user.password_set": "set the first password of",
  "user.password_reset": "reset the password of",
  "user.identity_linked": "linked a sign-in to",
  "user.identity_unlinked": "unlinked a sign-in from",
} as const satisfies Record<`user.${string}`, string>;
export type OwnerAct = keyof typeof OWNER_ACTS;

export const ACTS = { ...STAFF_ACTS, ...OWNER_ACTS };
export type Act = keyof typeof ACTS;

/** Who did it: somebody with a privilege, or the owner of the account. */
export const ACTED_BY = { staff: "Staff", owner: "Owners" } as const;

export const actSchema = z.enum(Object.keys(ACTS) as [Act, ...Act[]], "There is no such act");

export const auditEntrySchema = z
  .object({
    id: z.uuid(),
    created_at: timeSchema,
    /** Null for an act on the command line. */
    actor: z.object({ id: z.uuid(), username: z.string() }).nullable(),
    request_id: z.uuid().nullable(),
    action: actSchema,
    /** The target, with its name at the time of the act. */
    target: z.object({
      kind: z.enum(["user", "result", "snippet"]),
      id: z.uuid().nullable(),
      name: z.string().nullable(),
    }),
    /** The values before and after, and the reason. */
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** An actor or a target, named by its id or by its name at the time of the act. */
const subjectSchema = comparableText().max(100, "At most 100 characters").optional();

const filterFields = {
  actor: subjectSchema,
  action: actSchema.optional(),
  target: subjectSchema,
  by: z.enum(Object.keys(ACTED_BY) as [keyof typeof ACTED_BY], "Choose staff or owner").optional(),
};

export const auditQuerySchema = pageQuerySchema.extend(filterFields);
export type AuditQuery = z.infer<typeof auditQuerySchema>;
