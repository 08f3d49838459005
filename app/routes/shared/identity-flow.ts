/** How pages lead to a provider of identities, and what the browser keeps meanwhile. */
import { redirect } from "@remix-run/cloudflare";
import { beginFlow, FLOW_SECONDS, type Intention } from "../../.server/auth/identities/flow.ts";
import type { IdentityProvider } from "../../.server/auth/identities/providers.ts";
import { seal } from "../../.server/auth/identities/sealed-cookies.ts";
import type { RequestContext } from "../../.server/context.ts";
import type { AuthProvider, ProviderChoice } from "../../contracts/identities.ts";

/** Returns the provider of that id; undefined when this deployment has no keys for it. */
export const providerOf = (
  { identityProviders }: Pick<RequestContext, "identityProviders">,
  id: string | undefined,
) => identityProviders.find((provider) => provider.id === id);

/** Returns what the pages show of the providers. */
export const providerChoices = ({
  identityProviders,
}: Pick<RequestContext, "identityProviders">): ProviderChoice[] =>
  identityProviders.map(({ id, name }) => ({ id, name }));

/** Returns the path to which a provider leads back. What the browser keeps is sealed for it alone. */
export const callbackPath = (id: AuthProvider) => `/auth/${id}/callback`;

/** Returns the address to which a provider leads back, as it was registered there. */
export const redirectUri = (request: Request, id: AuthProvider) =>
  new URL(callbackPath(id), request.url).href;

/** Redirects to a provider's page, and stores in the browser what it has to bring back. */
export async function leaveForProvider(
  request: Request,
  context: RequestContext,
  provider: IdentityProvider,
  intention: Intention,
  to: string | null,
) {
  const { id } = provider;
  const { address, flow } = await beginFlow(provider, redirectUri(request, id), intention, to);
  const { secret, now } = context.tokenContext;
  const cookie = await seal(flow, FLOW_SECONDS, { purpose: callbackPath(id), secret, now });
  context.writeCookie(`flow-${id}`, cookie, FLOW_SECONDS);
  return redirect(address, 303);
}
