import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { choosePassword } from "../../.server/auth/password-reset/service.ts";
import { passwordResetSchema as schema } from "../../contracts/account.ts";
import { FormErrors, firstInvalid, PasswordField, SubmitButton } from "../../ui/forms/fields.tsx";
import { AccountPage } from "../../ui/layout/account-page.tsx";
import { readForm, replyInvalid, replyRefused } from "../shared/forms.ts";
import { redirectWithFlash } from "../shared/responses.ts";

export const meta: MetaFunction = () => [{ title: "A new password · Pro Dev" }];

/** The link is spent by the form alone: programs that look at mails follow their links. */
export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get("token") ?? "",
});

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { db, tokenContext, mailer } = context;
  try {
    await choosePassword(db, submission.value, tokenContext, mailer);
    // Every sign-in has ended, this browser's too.
    context.clearSignInCookies();
    return redirectWithFlash(context, "/login", { code: "password_reset" });
  } catch (error) {
    return replyRefused(submission, error);
  }
}

export default function Reset() {
  const { token } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "reset",
    lastResult,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  return (
    <AccountPage
      title="A new password."
      text="It signs out every device, and you sign in with it."
      file="passwd"
      other={
        <>
          The link is too old?{" "}
          <Link to="/forgot" className="link">
            Ask for another one
          </Link>
        </>
      }
    >
      <Form method="post" {...getFormProps(form)} className="contents">
        <FormErrors
          id={form.errorId}
          errors={form.errors ?? fields.token.errors}
          backTo={fields.password.id}
        />
        <input type="hidden" name="token" value={token} />
        <PasswordField
          field={fields.password}
          label="New password"
          hint="At least 8 characters."
          autoComplete="new-password"
          focused={firstInvalid(lastResult, "password") === "password"}
        />
        <SubmitButton busy="Setting it…">Set password</SubmitButton>
      </Form>
    </AccountPage>
  );
}
