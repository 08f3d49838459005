/** Signing in with an account elsewhere: its providers, and the identities that are linked to an account. */
import { z } from "zod";
import {
  displayNameSchema,
  emailSchema,
  newPasswordSchema,
  timeSchema,
  usernameSchema,
} from "./account.ts";
import { pageOf } from "./list.ts";

export const AUTH_PROVIDERS = ["github", "google"] as const;
export const authProviderSchema = z.enum(AUTH_PROVIDERS, `One of ${AUTH_PROVIDERS.join(", ")}`);
export type AuthProvider = z.infer<typeof authProviderSchema>;

export const PROVIDER_NAMES = { github: "GitHub", google: "Google" } as const satisfies Record<
  AuthProvider,
  string
>;

/** A provider that this deployment has keys for. */
export const providerSchema = z
  .object({ id: authProviderSchema, name: z.string() })
  .meta({ id: "AuthProvider" });
export type ProviderChoice = z.infer<typeof providerSchema>;

/** An account elsewhere that signs in to the caller's. */
export const identitySchema = z
  .object({
    provider: authProviderSchema,
    /** The provider's name. */
    name: z.string(),
    /** The name or address of the account there. */
    label: z.string(),
    created_at: timeSchema,
    last_used_at: timeSchema,
  })
  .meta({ id: "Identity" });
export type Identity = z.infer<typeof identitySchema>;

/** The caller's identities, and whether a password is a way in too. */
export const identitiesSchema = pageOf(identitySchema).extend({ has_password: z.boolean() });

/** The first password of an account that has none. */
export const firstPasswordSchema = z.strictObject({ new_password: newPasswordSchema });
export type FirstPassword = z.infer<typeof firstPasswordSchema>;

/** A registration with an identity. The address is asked for only where the provider has none that it vouches for. */
export const identityRegistrationSchema = z.strictObject({
  username: usernameSchema,
  display_name: displayNameSchema,
  email: emailSchema.optional(),
});
export type IdentityRegistration = z.infer<typeof identityRegistrationSchema>;
