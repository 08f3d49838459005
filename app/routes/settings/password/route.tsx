import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { changePassword, setFirstPassword } from "../../../.server/accounts/service.ts";
import { waysIn } from "../../../.server/auth/identities/service.ts";
import { passwordChangeSchema as schema } from "../../../contracts/account.ts";
import { firstPasswordSchema } from "../../../contracts/identities.ts";
import {
  FormErrors,
  firstInvalid,
  PasswordField,
  SubmitButton,
} from "../../../ui/forms/fields.tsx";
import { requireViewer } from "../../shared/authentication.ts";
import { FormFoot } from "../../shared/form-foot.tsx";
import { handleForm } from "../../shared/forms.ts";
import { providerChoices } from "../../shared/identity-flow.ts";
import { unwrap } from "../../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";
import { FirstPassword } from "./first-password.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Password");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const found = await unwrap(request, context, waysIn(context.db, viewer));
  const { email, has_password, fresh, identities } = found;
  const linked = identities.map(({ provider }) => provider);
  const providers = providerChoices(context).filter(({ id }) => linked.includes(id));
  return { email, has_password, fresh, providers };
}

/** Changes the password, or sets the first one by the form without a present one. */
export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema: z.union([schema, firstPasswordSchema]),
    act: (actor, value) => {
      const { db, tokenContext, mailer } = args.context;
      return "current_password" in value
        ? changePassword(db, actor, value, tokenContext, mailer)
        : setFirstPassword(db, actor, value, tokenContext, mailer);
    },
    redirectTo: "/settings/password",
    flash: "password_changed",
  });

export default function PasswordSettings() {
  const { email, has_password, fresh, providers } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  if (has_password) return <PasswordChange email={email} lastResult={lastResult} />;
  return (
    <SettingsLayout
      title="Password"
      text="You have none yet. With one you can sign in by your address too, and delete or move the account. It signs out every other device."
    >
      <FirstPassword {...{ email, fresh, providers, lastResult }} />
    </SettingsLayout>
  );
}

interface PasswordChangeProps {
  email: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

function PasswordChange({ email, lastResult }: PasswordChangeProps) {
  const [form, fields] = useForm({
    id: "password",
    lastResult: lastResult ?? null,
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
