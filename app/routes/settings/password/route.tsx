import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { changePassword, profile } from "../../../.server/accounts/service.ts";
import { passwordChangeSchema as schema } from "../../../contracts/account.ts";
import {
  FormErrors,
  firstInvalid,
  PasswordField,
  SubmitButton,
} from "../../../ui/forms/fields.tsx";
import { requireViewer } from "../../shared/authentication.ts";
import { FormFoot } from "../../shared/form-foot.tsx";
import { handleForm } from "../../shared/forms.ts";
import { unwrap } from "../../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Password");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { email } = await unwrap(request, context, profile(context.db, viewer));
  return { email };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: (actor, value) => {
      const { db, tokenContext, mailer } = args.context;
      return changePassword(db, actor, value, tokenContext, mailer);
    },
    redirectTo: "/settings/password",
    flash: "password_changed",
  });

export default function PasswordSettings() {
  const { email } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "password",
    lastResult,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const wrong = firstInvalid(lastResult, "current_password", "new_password");
  return (
    <SettingsLayout
      title="Password"
      text="A new one signs out every other device. This one stays signed in."
    >
      <Sheet file="passwd">
        <Form
          method="post"
          action="/settings/password"
          replace
          {...getFormProps(form)}
          className="contents"
        >
          <FormErrors id={form.errorId} errors={form.errors} backTo={fields.current_password.id} />
          {/* Tells password managers whose password changes; not sent. */}
          <input type="email" value={email} autoComplete="username" readOnly hidden />
          <PasswordField
            field={fields.current_password}
            label="Current password"
            autoComplete="current-password"
            focused={wrong === "current_password"}
          />
          <PasswordField
            field={fields.new_password}
            label="New password"
            hint="At least 8 characters."
            autoComplete="new-password"
            focused={wrong === "new_password"}
          />
          <FormFoot
            flash="password_changed"
            notice="Changed. Every other device is signed out."
            clears
          >
            <SubmitButton busy="Changing it…" className="button-primary">
              Change password
            </SubmitButton>
          </FormFoot>
        </Form>
      </Sheet>
    </SettingsLayout>
  );
}
