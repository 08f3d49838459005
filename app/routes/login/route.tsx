import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { login } from "../../.server/auth/sign-in/service.ts";
import { loginSchema } from "../../contracts/account.ts";
import type { Flash } from "../../contracts/flash.ts";
import {
  FormErrors,
  firstInvalid,
  PasswordField,
  SubmitButton,
  TextField,
} from "../../ui/forms/fields.tsx";
import { AccountPage } from "../../ui/layout/account-page.tsx";
import { requireGuest, safeDestination } from "../shared/authentication.ts";
import { readForm, replyInvalid, replyRefused } from "../shared/forms.ts";
import { providerChoices } from "../shared/identity-flow.ts";
import { ProviderButtons, ProviderNotice } from "../shared/provider-buttons.tsx";
import { replaceWithFlash } from "../shared/responses.ts";
import { signInReason } from "../shared/sign-in-reason.ts";

const schema = loginSchema.extend({ to: z.string().optional() });

export const meta: MetaFunction = () => [
  { title: "Sign in · Pro Dev" },
  { name: "description", content: "Sign in to defend production, and to have your runs counted." },
];

export const loader = (args: LoaderFunctionArgs) => ({
  ...requireGuest(args),
  providers: providerChoices(args.context),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { to, ...credentials } = submission.value;
  try {
    const { db, tokenContext, mailer } = context;
    const { tokens, settings } = await login(db, credentials, tokenContext, mailer);
    context.setSignInCookies(tokens);
    context.setTheme(settings.theme);
    const failures = settings.notifications.failed_sign_ins ? tokens.failed_attempts : undefined;
    const flash: Flash | undefined = failures
      ? { code: "sign_ins_failed", count: Math.min(failures, 9_999) }
      : undefined;
    return replaceWithFlash(context, safeDestination(to), flash);
  } catch (error) {
    return replyRefused(submission, error);
  }
}

export default function Login() {
  const { to, providers } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "login",
    lastResult,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const reason = signInReason(to);
  const wrong = firstInvalid(lastResult, "email", "password");
  return (
    <AccountPage
      title={reason ? "This needs an account." : "main missed you."}
      text={reason ?? "Sign in to defend it, and to have your runs counted."}
      file="whoami"
      other={
        <>
          No account yet?{" "}
          <Link to={to ? `/register?to=${encodeURIComponent(to)}` : "/register"} className="link">
            Create one
          </Link>
        </>
      }
    >
      <ProviderNotice />
      <Form method="post" {...getFormProps(form)} className="contents">
        <FormErrors id={form.errorId} errors={form.errors} backTo={fields.password.id} />
        {to && <input type="hidden" name="to" value={to} />}
        <TextField
          field={fields.email}
          type="email"
          label="Email"
          autoComplete="username"
          focused={wrong === "email"}
        />
        <PasswordField
          field={fields.password}
          label="Password"
          autoComplete="current-password"
          focused={wrong === "password"}
        />
        <SubmitButton busy="Signing in…">Sign in</SubmitButton>
        <p className="mt-4">
          <Link to="/forgot" className="link">
            Forgotten password?
          </Link>
        </p>
      </Form>
      <ProviderButtons providers={providers} to={to} />
    </AccountPage>
  );
}
