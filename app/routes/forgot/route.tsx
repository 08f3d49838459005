import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData } from "@remix-run/react";
import { forgotPassword } from "../../.server/auth/password-reset/service.ts";
import { passwordResetRequestSchema as schema } from "../../contracts/account.ts";
import { FormErrors, firstInvalid, SubmitButton, TextField } from "../../ui/forms/fields.tsx";
import { AccountPage } from "../../ui/layout/account-page.tsx";
import { FormFoot } from "../shared/form-foot.tsx";
import { readForm, replyInvalid, replyRefused } from "../shared/forms.ts";
import { redirectWithFlash } from "../shared/responses.ts";

export const meta: MetaFunction = () => [{ title: "Forgotten password · Pro Dev" }];

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { db, tokenContext, mailer } = context;
  try {
    await forgotPassword(db, submission.value, tokenContext, mailer);
    return redirectWithFlash(context, "/forgot", { code: "reset_mailed" });
  } catch (error) {
    return replyRefused(submission, error);
  }
}

export default function Forgot() {
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "forgot",
    lastResult,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  return (
    <AccountPage
      title="Passwords are forgotten."
      text="Tell us the address of your account. We mail it a link by which you choose another one."
      file="passwd --reset"
      other={
        <>
          You remember it?{" "}
          <Link to="/login" className="link">
            Sign in
          </Link>
        </>
      }
    >
      <Form method="post" action="/forgot" replace {...getFormProps(form)} className="contents">
        <FormErrors id={form.errorId} errors={form.errors} backTo={fields.email.id} />
        <TextField
          field={fields.email}
          type="email"
          label="Email"
          autoComplete="username"
          focused={firstInvalid(lastResult, "email") === "email"}
        />
        <FormFoot
          flash="reset_mailed"
          notice="If there is an account with this address, its mail is on the way. The link works for 30 minutes."
          clears
        >
          <SubmitButton busy="Sending…">Mail me a link</SubmitButton>
        </FormFoot>
      </Form>
    </AccountPage>
  );
}
