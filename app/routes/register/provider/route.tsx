/** The registration of somebody who came back from a provider, and has no account yet. */
import { type FieldMetadata, getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { registerWithIdentity } from "../../../.server/accounts/service.ts";
import { accountWithAddress } from "../../../.server/auth/identities/service.ts";
import type { RequestContext } from "../../../.server/context.ts";
import { displayNameSchema, usernameSchema } from "../../../contracts/account.ts";
import { identityRegistrationSchema as schema } from "../../../contracts/identities.ts";
import { FormErrors, firstInvalid, SubmitButton, TextField } from "../../../ui/forms/fields.tsx";
import { AccountPage } from "../../../ui/layout/account-page.tsx";
import { claimRuns } from "../../../ui/outbox/runs-flag.ts";
import { safeDestination } from "../../shared/authentication.ts";
import { readForm, replyInvalid, replyRefused } from "../../shared/forms.ts";
import { providerOf } from "../../shared/identity-flow.ts";
import { forgetPendingIdentity, pendingIdentity } from "../../shared/pending-identity.ts";
import { isCoded, redirectWithFlash, replaceWithFlash, unwrap } from "../../shared/responses.ts";
import { AddressTaken } from "./address-taken.tsx";

export const meta: MetaFunction = () => [{ title: "Create account · Pro Dev" }];

/** The value of `address` in the URL, with which the form asks for another address than the provider's. */
const OTHER_ADDRESS = "other";
/** The same after the provider's address was found to be taken. */
const TAKEN_ADDRESS = "taken";

const addressIn = (request: Request) => new URL(request.url).searchParams.get("address");

/**
 * Returns the identity that the browser has, without its address where another one is wanted.
 *
 * @throws a redirect to the registration page for a browser without one, and to the settings where somebody has signed in meanwhile
 */
async function requirePending(context: RequestContext, id: string | undefined, request: Request) {
  if (context.viewer) throw redirect("/settings/sign-in");
  const provider = providerOf(context, id);
  const pending = provider && (await pendingIdentity(context, provider.id));
  if (!pending) throw redirect("/register");
  const { identity } = pending;
  const email = addressIn(request) === OTHER_ADDRESS ? null : identity.email;
  return { provider, ...pending, identity: { ...identity, email }, vouched: identity.email };
}

/** Returns what an account elsewhere proposes, as far as it may be taken. */
const proposed = (text: string | null, shape: typeof usernameSchema | typeof displayNameSchema) =>
  (text !== null && shape.safeParse(text).data) || "";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pending = await requirePending(context, params.provider, request);
  const { provider, identity, vouched, to } = pending;
  const { label, email } = identity;
  const usable = context.identityProviders.map(({ id }) => id);
  const isTaken = pending.address_taken || addressIn(request) === TAKEN_ADDRESS;
  const account =
    (isTaken &&
      (await unwrap(request, context, accountWithAddress(context.db, identity, usable)))) ||
    null;
  // What the provider writes otherwise becomes `_`, such as the hyphens of GitHub.
  const username = proposed(identity.username?.replace(/\W/g, "_") ?? null, usernameSchema);
  const display_name = proposed(identity.name, displayNameSchema) || username;
  const { id, name } = provider;
  return { provider: { id, name }, label, email, vouched, account, username, display_name, to };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { provider, identity, to } = await requirePending(context, params.provider, request);
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { db, tokenContext, mailer } = context;
  try {
    const registered = registerWithIdentity(db, submission.value, identity, tokenContext, mailer);
    context.setSignInCookies(await registered);
  } catch (error) {
    if (!isCoded(error)) return replyRefused(submission, error);
    const isTaken = error.errors?.some(({ path }) => path === "email");
    if (identity.email !== null && isTaken) {
      return redirect(`/register/${provider.id}?address=${TAKEN_ADDRESS}`, 303);
    }
    if (error.code !== "identity_taken") return replyRefused(submission, error);
    // In another tab, or twice at once: whoever begins again is signed in by it.
    forgetPendingIdentity(context, provider.id);
    return redirectWithFlash(context, "/login", { code: "sign_in_expired" });
  }
  forgetPendingIdentity(context, provider.id);
  return replaceWithFlash(context, safeDestination(to));
}

export default function RegisterWithProvider() {
  const { provider, label, email, vouched, account, ...proposal } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "register",
    lastResult,
    defaultValue: { username: proposal.username, display_name: proposal.display_name },
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  if (email && account) {
    const other = `/register/${provider.id}?address=${OTHER_ADDRESS}`;
    return <AddressTaken {...{ provider, label, email, account, other }} />;
  }
  const wrong = firstInvalid(lastResult, "username", "display_name", "email");
  const { onSubmit, ...formProps } = getFormProps(form);
  return (
    <AccountPage
      title="Get commit access."
      text={`${provider.name} says that you are ${label}. Choose the name that others see here; from then on, ${provider.name} signs you in.`}
      file="useradd"
      other={`Of ${provider.name} we keep its number of your account, that name, and the address.`}
    >
      <Form
        method="post"
        {...formProps}
        // However the visitor came here: the new account is whose guest's runs these are.
        onSubmit={(event) => {
          claimRuns();
          onSubmit(event);
        }}
        className="contents"
      >
        <FormErrors id={form.errorId} errors={form.errors} backTo={fields.username.id} />
        <TextField
          field={fields.username}
          label="Username"
          hint="3 to 50 letters, digits and _. Everybody sees it."
          autoComplete="nickname"
          focused={wrong === "username"}
        />
        <TextField
          field={fields.display_name}
          label="Display name"
          hint="Up to 100 characters. It stands on boards and beside your runs."
          autoComplete="name"
          focused={wrong === "display_name"}
        />
        {email ? (
          <p className="hint wrap-anywhere">
            Your address is {email}, as {provider.name} has confirmed it. Nobody sees it.
          </p>
        ) : (
          <TextField
            field={fields.email as FieldMetadata<string>}
            type="email"
            label="Email"
            hint={`${vouched ? "" : `${provider.name} names no confirmed address. `}We mail a link to this one. Nobody sees it.`}
            autoComplete="email"
            // Who comes from the page of an address that is taken is here for this field.
            focused={wrong === "email" || (!wrong && vouched !== null)}
          />
        )}
        <SubmitButton busy="Creating it…">Create account</SubmitButton>
      </Form>
    </AccountPage>
  );
}
