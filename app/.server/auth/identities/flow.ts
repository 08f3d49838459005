/**
 * The way to a provider and back: OAuth 2 with PKCE and a state, and for Google OpenID Connect with a nonce
 * (docs/decisions/0056-identities.md).
 */
import * as oauth from "oauth4webapi";
import { z } from "zod";
import {
  githubIdentity,
  googleIdentity,
  type IdentityProvider,
  type ProvenIdentity,
} from "./providers.ts";

/** Seconds in which somebody has to come back. */
export const FLOW_SECONDS = 10 * 60;

const caller = { id: z.uuid(), family: z.uuid() };

/** What coming back is for. An act of a signed-in account is bound to it and to its device. */
export const intentionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sign_in") }),
  /** Signing in once more, as the same account. */
  z.object({ kind: z.literal("confirm"), ...caller }),
  z.object({ kind: z.literal("link"), ...caller }),
]);
export type Intention = z.infer<typeof intentionSchema>;

/** What the browser that began has to bring back. */
export const flowSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  intention: intentionSchema,
  /** Where to go afterwards, as the visitor sent it. */
  to: z.string().nullable(),
});
export type Flow = z.infer<typeof flowSchema>;

/** Longer destinations are forgotten: a cookie has 4,096 bytes at most. */
const MAX_DESTINATION = 1_000;

/** Returns the provider's page to go to, and what has to be brought back from it. */
export async function beginFlow(
  provider: IdentityProvider,
  redirectUri: string,
  intention: Intention,
  to: string | null,
): Promise<{ address: string; flow: Flow }> {
  const flow = {
    state: oauth.generateRandomState(),
    verifier: oauth.generateRandomCodeVerifier(),
    nonce: oauth.generateRandomNonce(),
    intention,
    to: to !== null && to.length <= MAX_DESTINATION ? to : null,
  };
  const address = new URL(provider.authorizationEndpoint);
  const parameters = {
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: provider.scope,
    state: flow.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: "S256",
    ...(provider.id === "google" && { nonce: flow.nonce }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return { address: address.href, flow };
}

/** Why nobody was vouched for. */
export type FlowFailure =
  /** The state is not that of this browser's flow. */
  | { failure: "expired" }
  /** The visitor said no. */
  | { failure: "declined" }
  /** The provider refused, is away, or said something else. */
  | { failure: "failed"; error: unknown };

/** Asks the provider who came back. It never throws: whatever a provider does, the visitor gets a page. */
export async function completeFlow(
  provider: IdentityProvider,
  redirectUri: string,
  flow: Flow,
  parameters: URLSearchParams,
): Promise<{ identity: ProvenIdentity } | FlowFailure> {
  if (parameters.get("state") !== flow.state) return { failure: "expired" };
  try {
    return { identity: await askProvider(provider, redirectUri, flow, parameters) };
  } catch (error) {
    const declined =
      error instanceof oauth.AuthorizationResponseError && error.error === "access_denied";
    return declined ? { failure: "declined" } : { failure: "failed", error };
  }
}

async function askProvider(
  provider: IdentityProvider,
  redirectUri: string,
  flow: Flow,
  parameters: URLSearchParams,
): Promise<ProvenIdentity> {
  const server: oauth.AuthorizationServer = {
    issuer: provider.issuer,
    token_endpoint: provider.tokenEndpoint,
  };
  const client: oauth.Client = { client_id: provider.clientId };
  const options = {
    [oauth.allowInsecureRequests]: provider.insecure,
    signal: () => AbortSignal.timeout(provider.timeoutMs),
  };
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(provider.clientSecret),
    oauth.validateAuthResponse(server, client, parameters, flow.state),
    redirectUri,
    flow.verifier,
    options,
  );
  if (provider.id === "google") {
    // The ID token comes from the provider itself over TLS, so its signature need not be checked (OpenID Connect Core, 3.1.3.7).
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: flow.nonce,
      requireIdToken: true,
    });
    return googleIdentity(oauth.getValidatedIdTokenClaims(tokens));
  }
  const { access_token } = await oauth.processAuthorizationCodeResponse(server, client, answer);
  const read = async (path: string): Promise<unknown> => {
    const headers = new Headers({ Accept: "application/vnd.github+json", "User-Agent": "pro-dev" });
    const url = new URL(provider.api + path);
    const response = await oauth.protectedResourceRequest(
      ...([access_token, "GET", url, headers, null, options] as const),
    );
    if (!response.ok) throw new Error(`GitHub answered ${response.status} at ${path}`);
    return response.json();
  };
  const [user, emails] = await Promise.all([read("/user"), read("/user/emails")]);
  return githubIdentity(user, emails);
}
