/** The identity of somebody who came back from a provider and has no account yet, while they choose a username. */
import { z } from "zod";
import { provenIdentitySchema } from "../../.server/auth/identities/providers.ts";
import { seal, unseal } from "../../.server/auth/identities/sealed-cookies.ts";
import type { RequestContext } from "../../.server/context.ts";
import type { AuthProvider } from "../../contracts/identities.ts";

/** Seconds in which the form has to be sent. */
const SECONDS = 30 * 60;

const pendingSchema = z.object({
  identity: provenIdentitySchema,
  /** Whether an account has the address that the provider vouches for. */
  address_taken: z.boolean(),
  to: z.string().nullable(),
});
export type PendingIdentity = z.infer<typeof pendingSchema>;

type Context = Pick<RequestContext, "tokenContext" | "readCookie" | "writeCookie">;

const sealFor = (provider: AuthProvider, { tokenContext: { secret, now } }: Context) => ({
  purpose: `/register/${provider}`,
  secret,
  now,
});

/** Stores the identity in the browser. */
export async function keepPendingIdentity(context: Context, pending: PendingIdentity) {
  const { provider } = pending.identity;
  const cookie = await seal(pending, SECONDS, sealFor(provider, context));
  context.writeCookie(`new-${provider}`, cookie, SECONDS);
}

/** Returns the identity that the browser has of a provider; undefined without one. */
export const pendingIdentity = (context: Context, provider: AuthProvider) =>
  unseal(pendingSchema, context.readCookie(`new-${provider}`), sealFor(provider, context));

export const forgetPendingIdentity = (context: Context, provider: AuthProvider) =>
  context.writeCookie(`new-${provider}`, "", 0);
