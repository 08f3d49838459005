import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { register } from "../../.server/accounts/service.ts";
import { registerSchema } from "../../contracts/account.ts";
import {
  FormErrors,
  firstInvalid,
  PasswordField,
  SubmitButton,
  TextField,
} from "../../ui/forms/fields.tsx";
import { AccountPage } from "../../ui/layout/account-page.tsx";
import { claimRuns } from "../../ui/outbox/runs-flag.ts";
import { requireGuest, safeDestination } from "../shared/authentication.ts";
import { readForm, replyInvalid, replyRefused } from "../shared/forms.ts";
import { providerChoices } from "../shared/identity-flow.ts";
import { ProviderButtons } from "../shared/provider-buttons.tsx";
import { replaceWithFlash } from "../shared/responses.ts";
import { signInReason } from "../shared/sign-in-reason.ts";

const schema = registerSchema.extend({ to: z.string().optional() });

export const meta: MetaFunction = () => [
  { title: "Create account · Pro Dev" },
  { name: "description", content: "An account keeps your runs, your rank and your record." },
];

export const loader = (args: LoaderFunctionArgs) => ({
  ...requireGuest(args),
  providers: providerChoices(args.context),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { to, ...registration } = submission.value;
  try {
    const { db, tokenContext, mailer } = context;
    context.setSignInCookies(await register(db, registration, tokenContext, mailer));
  } catch (error) {
    return replyRefused(submission, error);
  }
  return replaceWithFlash(context, safeDestination(to));
}

export default function Register() {
  const { to, providers } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "register",
    lastResult,
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const wrong = firstInvalid(lastResult, "username", "email", "password");
  const { onSubmit, ...formProps } = getFormProps(form);
  return (
    <AccountPage
      title="Get commit access."
      text={
        signInReason(to) ??
        "An account keeps your runs, your rank and your record. It takes a name, an address and a password."
      }
      file="useradd"
      other={
        <>
          Have one already?{" "}
          <Link to={to ? `/login?to=${encodeURIComponent(to)}` : "/login"} className="link">
            Sign in
          </Link>
        </>
      }
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
        <FormErrors id={form.errorId} errors={form.errors} backTo={fields.password.id} />
        {to && <input type="hidden" name="to" value={to} />}
        <TextField
          field={fields.username}
          label="Username"
          hint="3 to 50 letters, digits and _. Everybody sees it."
          autoComplete="nickname"
          focused={wrong === "username"}
        />
        <TextField
          field={fields.email}
          type="email"
          label="Email"
          hint="To sign in with. Nobody sees it."
          autoComplete="username"
          focused={wrong === "email"}
        />
        <PasswordField
          field={fields.password}
          label="Password"
          hint="At least 8 characters."
          autoComplete="new-password"
          focused={wrong === "password"}
        />
        <SubmitButton busy="Creating it…">Create account</SubmitButton>
      </Form>
      <ProviderButtons providers={providers} to={to} />
    </AccountPage>
  );
}
