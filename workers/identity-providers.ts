/** Which providers of identities this deployment has keys for. */
import type { IdentityProvider } from "../app/.server/auth/identities/providers.ts";
import { PROVIDER_NAMES } from "../app/contracts/identities.ts";
import type { Bindings } from "./env.ts";

/** A provider that takes longer is as good as away. */
const TIMEOUT_MS = 8_000;

/** Where a stand-in has what a provider has: a developer's own machine, or a test. */
const standIn = (issuer: string) => ({
  issuer,
  authorizationEndpoint: `${issuer}/authorize`,
  tokenEndpoint: `${issuer}/token`,
  api: issuer,
  insecure: true,
});

/** GitHub and Google do not move: looking their endpoints up would cost a call before each sign-in. */
const GITHUB = {
  // As GitHub names itself in `iss` of an authorization response (RFC 9207), which is refused from anybody else.
  issuer: "https://github.com/login/oauth",
  authorizationEndpoint: "https://github.com/login/oauth/authorize",
  tokenEndpoint: "https://github.com/login/oauth/access_token",
  api: "https://api.github.com",
  insecure: false,
};
const GOOGLE = {
  issuer: "https://accounts.google.com",
  authorizationEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenEndpoint: "https://oauth2.googleapis.com/token",
  api: "https://openidconnect.googleapis.com",
  insecure: false,
};

function readProviders(env: Bindings): IdentityProvider[] {
  const development = env.ENVIRONMENT === "development";
  const providers = [
    {
      id: "github" as const,
      clientId: env.GITHUB_CLIENT_ID,
      clientSecret: env.GITHUB_CLIENT_SECRET,
      scope: "user:email",
      ...(development && env.GITHUB_ISSUER ? standIn(env.GITHUB_ISSUER) : GITHUB),
    },
    {
      id: "google" as const,
      clientId: env.GOOGLE_CLIENT_ID,
      clientSecret: env.GOOGLE_CLIENT_SECRET,
      scope: "openid email profile",
      ...(development && env.GOOGLE_ISSUER ? standIn(env.GOOGLE_ISSUER) : GOOGLE),
    },
  ];
  return providers.flatMap(({ clientId, clientSecret, ...provider }) =>
    clientId && clientSecret
      ? {
          ...provider,
          clientId,
          clientSecret,
          name: PROVIDER_NAMES[provider.id],
          timeoutMs: TIMEOUT_MS,
        }
      : [],
  );
}

/** What an isolate has read of its bindings: every request needs it, for the policy of its response. */
const known = new WeakMap<Bindings, { providers: IdentityProvider[]; origins: string[] }>();

function providersIn(env: Bindings) {
  let found = known.get(env);
  if (!found) {
    const providers = readProviders(env);
    const origins = providers.map(
      ({ authorizationEndpoint }) => new URL(authorizationEndpoint).origin,
    );
    found = { providers, origins };
    known.set(env, found);
  }
  return found;
}

/** Returns the providers whose id and secret are set. Stand-ins take their place in development alone. */
export const identityProvidersOf = (env: Bindings): IdentityProvider[] =>
  providersIn(env).providers;

/** Returns the origins of the providers' pages, to which a form of this site may lead. */
export const providerOrigins = (env: Bindings): string[] => providersIn(env).origins;
