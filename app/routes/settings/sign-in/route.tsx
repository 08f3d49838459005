import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmOwner, unlinkIdentity, waysIn } from "../../../.server/auth/identities/service.ts";
import { loginSchema } from "../../../contracts/account.ts";
import {
  AUTH_PROVIDERS,
  authProviderSchema,
  PROVIDER_NAMES,
} from "../../../contracts/identities.ts";
import { loginRedirect, requireViewer } from "../../shared/authentication.ts";
import { useFlashKey } from "../../shared/form-foot.tsx";
import { readForm, replyInvalid, replyRefused } from "../../shared/forms.ts";
import { leaveForProvider, providerChoices, providerOf } from "../../shared/identity-flow.ts";
import { ProviderNotice } from "../../shared/provider-buttons.tsx";
import { isCoded, redirectWithFlash, unwrap } from "../../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";
import { WayIn } from "./way-in.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Ways in");

const PAGE = "/settings/sign-in";

const schema = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("link"),
    provider: authProviderSchema,
    /** Left out by an account without a password. */
    password: loginSchema.shape.password.optional(),
  }),
  z.strictObject({ act: z.literal("unlink"), provider: authProviderSchema }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const {
    username: _,
    email,
    ...ways
  } = await unwrap(request, context, waysIn(context.db, viewer));
  const choices = providerChoices(context);
  return { ...ways, email, choices, now: context.now.toISOString() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { id, family } = requireViewer(request, context.viewer);
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { act, provider } = submission.value;
  const { db, tokenContext, mailer, identityProviders } = context;
  const caller = { id, family };
  try {
    if (act === "unlink") {
      const usable = identityProviders.map((each) => each.id);
      await unlinkIdentity(db, caller, provider, usable, tokenContext, mailer);
      return redirectWithFlash(context, PAGE, { code: "identity_unlinked" });
    }
    const known = providerOf(context, provider);
    if (!known) return redirectWithFlash(context, PAGE);
    await confirmOwner(db, caller, submission.value.password);
    return await leaveForProvider(request, context, known, { kind: "link", ...caller }, null);
  } catch (error) {
    if (!isCoded(error) || error.code !== "unauthenticated") return replyRefused(submission, error);
    context.clearSignInCookies();
    throw loginRedirect(request);
  }
}

/** Returns the errors of the form of one provider. */
function useErrors() {
  const result = useActionData<typeof action>();
  const { error, initialValue } = result ?? {};
  if (!error) return undefined;
  return { provider: initialValue?.provider, text: Object.values(error).flat()[0] ?? "" };
}

export default function WaysInSettings() {
  const { has_password, fresh, identities, choices, email, now } = useLoaderData<typeof loader>();
  const errors = useErrors();
  const linked = useFlashKey("identity_linked");
  const unlinked = useFlashKey("identity_unlinked");
  const shown = AUTH_PROVIDERS.filter(
    (id) => choices.some((choice) => choice.id === id) || identities.some((i) => i.provider === id),
  );
  return (
    <SettingsLayout
      title="Ways in"
      text="How you sign in. One way in always stays; what is linked or unlinked here is told to you by mail."
    >
      <ProviderNotice />
      <Sheet file="~/.ssh/authorized_keys">
        <ul className="contents">
          <li className="sheet-line">
            <p className="device-name">Password</p>
            <p className="hint">
              {has_password ? "With your address. " : "You have none. "}
              <Link to="/settings/password" className="link">
                {has_password ? "Change it" : "Set one"}
              </Link>
            </p>
          </li>
          {shown.map((id) => (
            <WayIn
              key={id}
              provider={{ id, name: PROVIDER_NAMES[id] }}
              identity={identities.find((identity) => identity.provider === id)}
              confirmation={has_password ? "password" : fresh ? "none" : "sign in"}
              email={email}
              others={choices.filter((choice) => identities.some((i) => i.provider === choice.id))}
              error={errors?.provider === id ? errors.text : undefined}
              now={now}
            />
          ))}
        </ul>
        <p role="status" className="form-done">
          {linked && <span key={linked}>Linked.</span>}
          {unlinked && <span key={unlinked}>Unlinked.</span>}
        </p>
      </Sheet>
    </SettingsLayout>
  );
}
