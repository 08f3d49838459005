import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmOwner, unlinkIdentity, waysIn } from "../../../.server/auth/identities/service.ts";
import { loginSchema } from "../../../contracts/account.ts";
import { authProviderSchema, type ProviderChoice } from "../../../contracts/identities.ts";
import { loginRedirect, requireViewer } from "../../shared/authentication.ts";
import { useFlashKey } from "../../shared/form-foot.tsx";
import { readForm, replyInvalid, replyRefused } from "../../shared/forms.ts";
import { leaveForProvider, providerChoices, providerOf } from "../../shared/identity-flow.ts";
import { ProviderNotice } from "../../shared/provider-buttons.tsx";
import { isCoded, redirectWithFlash, unwrap } from "../../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";
import { LinkForm } from "./link-form.tsx";
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

/** Returns the error of the form that came back. */
function useFormError() {
  const { error, initialValue } = useActionData<typeof action>() ?? {};
  return error && { of: initialValue, text: Object.values(error).flat()[0] ?? "" };
}

export default function WaysInSettings() {
  const { has_password, fresh, identities, choices, email, now } = useLoaderData<typeof loader>();
  const error = useFormError();
  const linked = useFlashKey("identity_linked");
  const unlinked = useFlashKey("identity_unlinked");
  const isLinked = ({ id }: ProviderChoice) => identities.some(({ provider }) => provider === id);
  const free = choices.filter((choice) => !isLinked(choice));
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
          {identities.map((identity) => (
            <WayIn
              key={identity.provider}
              identity={identity}
              error={
                error?.of?.act === "unlink" && error.of.provider === identity.provider
                  ? error.text
                  : undefined
              }
              now={now}
            />
          ))}
        </ul>
        <p role="status" className="form-done">
          {linked && <span key={linked}>Linked.</span>}
          {unlinked && <span key={unlinked}>Unlinked.</span>}
        </p>
      </Sheet>
      {free.length > 0 && (
        <section aria-labelledby="link" className="grid gap-4">
          <h2 id="link">Link another</h2>
          <Sheet file="ssh-copy-id">
            <LinkForm
              choices={free}
              linked={choices.filter(isLinked)}
              confirmation={has_password ? "password" : fresh ? "none" : "sign in"}
              email={email}
              error={error?.of?.act === "link" ? error.text : undefined}
            />
          </Sheet>
        </section>
      )}
    </SettingsLayout>
  );
}
