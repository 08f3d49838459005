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
import { isCoded, redirectWithFlash, replaceWithFlash } from "../../shared/responses.ts";
import { AddressTaken } from "./address-taken.tsx";

export const meta: MetaFunction = () => [{ title: "Create account · Pro Dev" }];

/** Returns the identity that the browser has. @throws a redirect to the registration page for one without */
async function requirePending(context: RequestContext, id: string | undefined) {
  const provider = providerOf(context, id);
  const pending = provider && (await pendingIdentity(context, provider.id));
  if (!pending) throw redirect("/register");
  return { provider, ...pending };
}

/** Returns what an account elsewhere proposes, as far as it may be taken. */
const proposed = (text: string | null, shape: typeof usernameSchema | typeof displayNameSchema) =>
  (text !== null && shape.safeParse(text).data) || "";

export async function loader({ params, context }: LoaderFunctionArgs) {
  if (context.viewer) throw redirect("/settings/sign-in");
  const { provider, identity, address_taken, to } = await requirePending(context, params.provider);
  const { label, email } = identity;
  // What the provider writes otherwise becomes `_`, such as the hyphens of GitHub.
  const username = proposed(identity.username?.replace(/\W/g, "_") ?? null, usernameSchema);
  const display_name = proposed(identity.name, displayNameSchema) || username;
  const { id, name } = provider;
  return { provider: { id, name }, label, email, address_taken, username, display_name, to };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { provider, identity, to } = await requirePending(context, params.provider);
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { db, tokenContext, mailer } = context;
  try {
    const registered = registerWithIdentity(db, submission.value, identity, tokenContext, mailer);
    context.setSignInCookies(await registered);
  } catch (error) {
    if (!isCoded(error) || error.code !== "identity_taken") return replyRefused(submission, error);
    // In another tab, or twice at once: whoever begins again is signed in by it.
    forgetPendingIdentity(context, provider.id);
    return redirectWithFlash(context, "/login", { code: "sign_in_expired" });
  }
  forgetPendingIdentity(context, provider.id);
  return replaceWithFlash(context, safeDestination(to));
}

export default function RegisterWithProvider() {
  const { provider, label, email, address_taken, ...proposal } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "register",
    lastResult,
    defaultValue: { username: proposal.username, display_name: proposal.display_name },
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  if (email && (address_taken || lastResult?.error?.email)) {
    return <AddressTaken provider={provider.name} email={email} />;
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
            hint={`${provider.name} names no confirmed address. We mail a link to this one. Nobody sees it.`}
            autoComplete="email"
            focused={wrong === "email"}
          />
        )}
        <SubmitButton busy="Creating it…">Create account</SubmitButton>
      </Form>
    </AccountPage>
  );
}
