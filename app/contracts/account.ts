/** Accounts: the requests and responses of registration, sign-in and the profile. */
import "./no-eval.ts";
import { z } from "zod";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { characterCount, comparableText, visibleText } from "./text.ts";

/** The days until a deleted account is removed; its username and its address stay taken so long. */
export const PURGE_DAYS = 30;

export const usernameSchema = z
  .string("Choose a username")
  .min(3, "At least 3 characters")
  .max(50, "At most 50 characters")
  .regex(/^[A-Za-z0-9_]*$/, "Letters, digits and _ only");

export const emailSchema = z
  .string("Enter your email address")
  .trim()
  .max(255, "At most 255 characters")
  .pipe(z.email("This is not an email address"));

/** Returns a password as it is hashed: composed, because some systems type an accent as a character of its own. */
const normalizePassword = (password: string) => password.normalize("NFC");

/**
 * At most 72 bytes and no NUL, because bcrypt ignores the rest. Another password is refused, not cut; the server refuses
 * it at a sign-in too (`auth/passwords.ts`).
 */
export const isHashable = (password: string) =>
  new TextEncoder().encode(password).length <= 72 && !password.includes("\0");

export const newPasswordSchema = z
  .string("Choose a password")
  .overwrite(normalizePassword)
  .min(8, { message: "At least 8 characters", abort: true })
  .refine((password) => characterCount(password) >= 8, "At least 8 characters")
  .refine((password) => !password.includes("\0"), "No control characters")
  .refine(isHashable, "At most 72 bytes")
  .refine(
    (password) => !COMMON_PASSWORDS.has(password.toLowerCase()),
    "Too common: it would be guessed first",
  );

export const displayNameSchema = visibleText("Enter a name", 100);

export const registerSchema = z.strictObject({
  username: usernameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  display_name: displayNameSchema.optional(),
});
export type Registration = z.infer<typeof registerSchema>;

export const loginSchema = z.strictObject({
  email: comparableText("Enter your email address")
    .min(1, "Enter your email address")
    .max(255, "At most 255 characters"),
  password: z
    .string("Enter your password")
    .min(1, "Enter your password")
    .max(1024, "At most 1024 characters")
    .overwrite(normalizePassword),
});
export type Login = z.infer<typeof loginSchema>;

/** The address is compared, as at a sign-in: one that cannot exist has no account either. */
export const passwordResetRequestSchema = loginSchema.pick({ email: true });
export type PasswordResetRequest = z.infer<typeof passwordResetRequestSchema>;

/** The token of a link in a mail. */
export const linkTokenSchema = z
  .string("The link’s token is needed")
  .min(1, "The link’s token is needed")
  .max(128, "Too long for the token of a link");

export const passwordResetSchema = z.strictObject({
  token: linkTokenSchema,
  password: newPasswordSchema,
});
export type PasswordReset = z.infer<typeof passwordResetSchema>;

export const linkSchema = z.strictObject({ token: linkTokenSchema });

export const addressChangeSchema = z.strictObject({
  email: emailSchema,
  password: loginSchema.shape.password,
});
export type AddressChange = z.infer<typeof addressChangeSchema>;

export const refreshTokenSchema = z.strictObject({
  refresh_token: z
    .string("A refresh token is needed")
    .min(1, "A refresh token is needed")
    .max(256, "Too long for a refresh token"),
});

export const ROLES = ["PLAYER", "MODERATOR", "ADMIN"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** The length of a time with nanoseconds: more digits than any clock gives, and as many as PostgreSQL reads. */
const MAX_TIME_CHARACTERS = "2026-11-22T11:35:00.123456789Z".length;

/** Times are ISO 8601 in UTC. */
export const timeSchema = z.iso
  .datetime()
  .max(MAX_TIME_CHARACTERS, "Too many digits")
  // The calendar has no year 0, and PostgreSQL refuses it.
  .refine((time) => !time.startsWith("0000"), "No such year");

export const userSchema = z
  .object({
    id: z.uuid(),
    username: z.string(),
    email: z.string(),
    /** Whether the address was confirmed by a link that was mailed to it. */
    email_verified: z.boolean(),
    display_name: z.string(),
    role: roleSchema,
    created_at: timeSchema,
    last_login_at: timeSchema.nullable(),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof userSchema>;

export const signedInSchema = z
  .object({
    user: userSchema,
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    /** Seconds until the access token expires. */
    expires_in: z.int(),
    refresh_token: z.string(),
    /** Failed attempts to sign in to this account since the last sign-in, if there were any. */
    failed_attempts: z.int().optional(),
  })
  .meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof signedInSchema>;

export const profileUpdateSchema = z.strictObject({ display_name: displayNameSchema });
export type ProfileUpdate = z.infer<typeof profileUpdateSchema>;

const currentPasswordSchema = loginSchema.shape.password;

export const passwordChangeSchema = z.strictObject({
  current_password: currentPasswordSchema,
  new_password: newPasswordSchema,
});
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const accountDeletionSchema = z.strictObject({ password: currentPasswordSchema });

/** An active sign-in, which pages call a device. */
export const deviceSchema = z
  .object({
    id: z.uuid(),
    user_agent: z.string().nullable(),
    signed_in_at: timeSchema,
    last_used_at: timeSchema,
    /** Whether it is the device of this request. */
    current: z.boolean(),
  })
  .meta({ id: "Device" });
export type Device = z.infer<typeof deviceSchema>;
