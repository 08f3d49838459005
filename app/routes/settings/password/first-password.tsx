/** The form that sets the first password of an account that signs in with an account elsewhere. */
import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form } from "@remix-run/react";
import {
  type ProviderChoice,
  firstPasswordSchema as schema,
} from "../../../contracts/identities.ts";
import { FormErrors, PasswordField, SubmitButton } from "../../../ui/forms/fields.tsx";
import { ProviderButtons } from "../../shared/provider-buttons.tsx";
import { Sheet } from "../settings-layout.tsx";

interface FirstPasswordProps {
  email: string;
  /** Whether this device signed in just now; if not, it has to once more. */
  fresh: boolean;
  /** The providers with which the account signs in. */
  providers: ProviderChoice[];
  lastResult: SubmissionResult<string[]> | undefined;
}

export function FirstPassword({ email, fresh, providers, lastResult }: FirstPasswordProps) {
  const [form, fields] = useForm({
    id: "first-password",
    lastResult: lastResult ?? null,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  if (!fresh) {
    return (
      <Sheet file="passwd">
        <p>So that it is you, and not whoever found this window open: sign in once more first.</p>
        <ProviderButtons
          providers={providers}
          verb="Sign in once more with"
          to="/settings/password"
        />
      </Sheet>
    );
  }
  return (
    <Sheet file="passwd">
      <Form
        method="post"
        action="/settings/password"
        replace
        {...getFormProps(form)}
        className="contents"
      >
        <FormErrors id={form.errorId} errors={form.errors} backTo={fields.new_password.id} />
        {/* Tells password managers whose password it is; not sent. */}
        <input type="email" value={email} autoComplete="username" readOnly hidden />
        <PasswordField
          field={fields.new_password}
          label="New password"
          hint="At least 8 characters."
          autoComplete="new-password"
          focused={lastResult?.error !== undefined}
        />
        <div className="form-foot">
          <SubmitButton busy="Setting it…" className="button-primary">
            Set password
          </SubmitButton>
        </div>
      </Form>
    </Sheet>
  );
}
