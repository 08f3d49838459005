/** The audit log: who did what to whom, when, and why. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { pageQuerySchema } from "./list.ts";
import { comparableText } from "./text.ts";

/** Every privileged act, with the words that pages use for it. A name begins with the kind of its target. */
export const ACTS = {
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

export type Act = keyof typeof ACTS;

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

const filterFields = { actor: subjectSchema, action: actSchema.optional(), target: subjectSchema };

export const auditQuerySchema = pageQuerySchema.extend(filterFields);
export type AuditQuery = z.infer<typeof auditQuerySchema>;
