import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useRef } from "react";
import { confirmByLink } from "../../.server/accounts/address/service.ts";
import { linkSchema as schema } from "../../contracts/account.ts";
import { FormErrors, SubmitButton } from "../../ui/forms/fields.tsx";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { AccountPage } from "../../ui/layout/account-page.tsx";
import { readForm, replyInvalid, replyRefused } from "../shared/forms.ts";
import { redirectWithFlash } from "../shared/responses.ts";

export const meta: MetaFunction = () => [{ title: "Confirm your address · Pro Dev" }];

/** The link is spent by the form alone: programs that look at mails follow their links. */
export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get("token") ?? "",
});

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  const { db, tokenContext, viewer } = context;
  try {
    await confirmByLink(db, submission.value.token, tokenContext.secret);
    const page = viewer ? "/settings/address" : "/";
    return redirectWithFlash(context, page, { code: "address_confirmed" });
  } catch (error) {
    return replyRefused(submission, error);
  }
}

export default function Verify() {
  const { token } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "verify",
    lastResult,
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const element = useRef<HTMLFormElement>(null);
  useEnter(() => element.current?.requestSubmit());
  return (
    <AccountPage
      title="Is this you?"
      text="Confirm that this address is yours. It is where a link goes when you forget your password."
      file="git config user.email"
      other={
        <>
          The link is too old? The settings mail{" "}
          <Link to="/settings/address" className="link">
            another one
          </Link>
        </>
      }
    >
      <Form method="post" ref={element} {...getFormProps(form)} className="contents">
        <FormErrors
          id={form.errorId}
          errors={form.errors ?? fields.token.errors}
          backTo="verify-submit"
        />
        <input type="hidden" name="token" value={token} />
        <SubmitButton busy="Confirming…">Confirm this address</SubmitButton>
      </Form>
    </AccountPage>
  );
}
