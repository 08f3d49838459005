/** The providers of identities: where each is, and what it says about somebody. */
import { z } from "zod";
import { emailSchema } from "../../../contracts/account.ts";
import { type AuthProvider, authProviderSchema } from "../../../contracts/identities.ts";

/** A provider that this deployment has keys for. */
export interface IdentityProvider {
  id: AuthProvider;
  name: string;
  clientId: string;
  clientSecret: string;
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** The base address of GitHub's API. */
  api: string;
  scope: string;
  /** How long each call to the provider may take. */
  timeoutMs: number;
  /** Whether it may be asked without encryption: a stand-in on a developer's own machine. */
  insecure: boolean;
}

/** A string of the provider that is shown, at most as long as its column. */
const shownText = z.string().transform((text) => text.slice(0, 255));

/** Somebody, as the provider vouches for them. */
export const provenIdentitySchema = z.object({
  provider: authProviderSchema,
  /** The provider's own id of the account, which never changes. */
  subject: z.string().min(1).max(255),
  /** The name or address of the account, which its owner knows it by. */
  label: shownText,
  /** A name to propose; null without one. */
  name: z.string().nullable(),
  /** A username to propose; null without one. */
  username: z.string().nullable(),
  /** An address that the provider has confirmed; null without one. */
  email: z.string().nullable(),
});
export type ProvenIdentity = z.infer<typeof provenIdentitySchema>;

const githubUserSchema = z.object({
  id: z.int().positive(),
  login: z.string().min(1),
  name: z.string().nullish(),
});
const githubEmailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** An address in the form that an account takes; null for one that it would refuse. */
const addressOrNull = (address: unknown) => emailSchema.safeParse(address).data ?? null;

/** Returns whom GitHub's answers describe. Only a primary address counts that GitHub has confirmed. */
export function githubIdentity(user: unknown, emails: unknown): ProvenIdentity {
  const { id, login, name } = githubUserSchema.parse(user);
  const primary = githubEmailsSchema
    .parse(emails)
    .find((address) => address.primary && address.verified);
  return provenIdentitySchema.parse({
    provider: "github",
    subject: `${id}`,
    label: login,
    name: name ?? null,
    username: login,
    email: addressOrNull(primary?.email),
  });
}

const googleClaimsSchema = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});

/** Returns whom the claims of Google's ID token describe. */
export function googleIdentity(claims: unknown): ProvenIdentity {
  const { sub, email, email_verified, name } = googleClaimsSchema.parse(claims);
  return provenIdentitySchema.parse({
    provider: "google",
    subject: sub,
    label: email ?? name ?? "Google account",
    name: name ?? null,
    username: email?.split("@")[0] ?? null,
    email: email_verified ? addressOrNull(email) : null,
  });
}
