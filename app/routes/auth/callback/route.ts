/** Where a provider leads back to. Every way out of it is a page: nothing that a provider sends or fails to send is an error. */
import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import {
  completeFlow,
  type Flow,
  flowSchema,
  type Intention,
} from "../../../.server/auth/identities/flow.ts";
import type {
  IdentityProvider,
  ProvenIdentity,
} from "../../../.server/auth/identities/providers.ts";
import { unseal } from "../../../.server/auth/identities/sealed-cookies.ts";
import { linkIdentity, signInWithIdentity } from "../../../.server/auth/identities/service.ts";
import type { Viewer } from "../../../.server/auth/tokens.ts";
import type { RequestContext } from "../../../.server/context.ts";
import type { Flash } from "../../../contracts/flash.ts";
import { safeDestination } from "../../shared/authentication.ts";
import { callbackPath, providerOf, redirectUri } from "../../shared/identity-flow.ts";
import { keepPendingIdentity } from "../../shared/pending-identity.ts";
import { isCoded, redirectWithFlash, unwrap } from "../../shared/responses.ts";

/** The page of a signed-in account's ways in. */
const WAYS_IN = "/settings/sign-in";

/**
 * Reads what this browser has to bring back, and deletes it: it is used once, whatever comes of it. That of another `state` stays: the
 * visitor is on the way in another tab.
 */
async function takeFlow(context: RequestContext, { id }: IdentityProvider, state: string | null) {
  const { secret, now } = context.tokenContext;
  const cookie = context.readCookie(`flow-${id}`);
  const flow = await unseal(flowSchema, cookie, { purpose: callbackPath(id), secret, now });
  if (flow?.state !== state) return undefined;
  context.writeCookie(`flow-${id}`, "", 0);
  return flow;
}

/** True when the account and device that began are those that came back; of a sign-in, when nobody has signed in meanwhile. */
const isSameCaller = (intention: Intention, viewer: Viewer | undefined) =>
  intention.kind === "sign_in"
    ? viewer === undefined
    : viewer?.id === intention.id && viewer.family === intention.family;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const provider = providerOf(context, params.provider);
  if (!provider) return redirect("/login");
  const back = context.viewer ? WAYS_IN : "/login";
  const leave = (code: Flash["code"]) => redirectWithFlash(context, back, { code });
  const { searchParams } = new URL(request.url);
  const flow = await takeFlow(context, provider, searchParams.get("state"));
  if (!flow) return leave("sign_in_expired");
  const { intention } = flow;
  if (!isSameCaller(intention, context.viewer)) return leave("sign_in_expired");
  const uri = redirectUri(request, provider.id);
  const outcome = await completeFlow(provider, uri, flow, searchParams);
  if ("identity" in outcome) return arrive(request, context, flow, outcome.identity);
  if (outcome.failure === "failed") context.logProviderFailure(provider.id, outcome.error);
  return leave(`sign_in_${outcome.failure}`);
}

/** Does what somebody came back for, as whom the provider vouches for. */
async function arrive(
  request: Request,
  context: RequestContext,
  { intention, to }: Flow,
  identity: ProvenIdentity,
) {
  const { db, tokenContext, refreshToken, mailer } = context;
  if (intention.kind === "link") {
    const { id, family } = intention;
    let code: Flash["code"] = "identity_linked";
    const linked = linkIdentity(db, { id, family }, identity, tokenContext, mailer).catch(
      (error) => {
        if (!isCoded(error)) throw error;
        if (error.code === "unauthenticated") {
          // The page to sign in would otherwise lead back here, with the provider's code in its address.
          context.clearSignInCookies();
          throw redirectWithFlash(context, "/login", { code: "signed_out_meanwhile" });
        }
        if (error.code !== "identity_taken" && error.code !== "provider_linked") throw error;
        code = error.code;
      },
    );
    await unwrap(request, context, linked);
    return redirectWithFlash(context, WAYS_IN, { code });
  }
  const only = intention.kind === "confirm" ? intention.id : null;
  const browser = { only, refreshToken };
  const signIn = signInWithIdentity(db, identity, tokenContext, mailer, browser);
  const outcome = await unwrap(request, context, signIn);
  if (outcome.kind === "refused") {
    return redirectWithFlash(context, only ? WAYS_IN : "/login", { code: "sign_in_refused" });
  }
  if (outcome.kind === "unknown") {
    await keepPendingIdentity(context, { identity, address_taken: outcome.addressTaken, to });
    return redirect(`/register/${identity.provider}`);
  }
  context.setSignInCookies(outcome.tokens);
  context.setTheme(outcome.settings.theme);
  return redirect(safeDestination(to));
}
