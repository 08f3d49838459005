/** The audit log: who did what to whom, when, and why. */

/** Every privileged act, `target.what was done`. The first part is the kind of its target. */
export const ACTS = {
  "user.role_changed": "changed the role of",
  "user.deactivated": "switched off",
  "user.reactivated": "switched on",
  "user.sessions_revoked": "signed out everywhere",
  "result.verified": "verified",
  "result.voided": "voided",
  "snippet.created": "created",
  "snippet.changed": "changed",
  "snippet.imported": "imported",
} as const satisfies Record<`${"user" | "result" | "snippet"}.${string}`, string>;

export type Act = keyof typeof ACTS;
