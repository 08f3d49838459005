import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { deleteAccount } from "../../../.server/accounts/service.ts";
import { waysIn } from "../../../.server/auth/identities/service.ts";
import { accountDeletionSchema as schema } from "../../../contracts/account.ts";
import { FormErrors, PasswordField, SubmitButton } from "../../../ui/forms/fields.tsx";
import { requireViewer } from "../../shared/authentication.ts";
import { handleForm } from "../../shared/forms.ts";
import { unwrap } from "../../shared/responses.ts";
import { NoPassword } from "../no-password.tsx";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Privacy and data");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const found = await unwrap(request, context, waysIn(context.db, viewer));
  const { username, email, has_password } = found;
  return { username, email, has_password };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: async (viewer, { password }) => {
      const { db, boardCache, clearSignInCookies } = args.context;
      await deleteAccount(db, viewer, password, boardCache);
      clearSignInCookies();
    },
    redirectTo: "/",
    flash: "account_deleted",
  });

export default function Privacy() {
  const { username, email, has_password } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "deletion",
    lastResult,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  return (
    <SettingsLayout title="Privacy and data" text="It is yours: take it with you, or take it away.">
      <section className="card" aria-labelledby="export">
        <h2 id="export" className="eyebrow">
          Take it with you
        </h2>
        <p className="mt-4 text-dim">
          One JSON file with everything that is held about you: account, preferences, devices, every
          run and every key that you typed in it. All but your password, of which there is only a
          hash.
        </p>
        <a href="/settings/export" download className="button mt-5">
          Download your data
        </a>
      </section>
      <section aria-labelledby="deletion-title" className="grid gap-4">
        <h2 id="deletion-title">Delete the account</h2>
        <ul className="consequences">
          <li>
            You are signed out everywhere, and {username} is gone from every public page at once:
            profile, runs and boards.
          </li>
          <li>After 30 days all of it is removed for good.</li>
          <li>From then on, somebody else may take your name and your address.</li>
          <li>It cannot be undone, not even within those 30 days.</li>
        </ul>
        <Sheet file="userdel --remove $USER">
          {!has_password && <NoPassword />}
          {has_password && (
            <Form
              method="post"
              action="/settings/privacy"
              replace
              {...getFormProps(form)}
              className="contents"
            >
              <FormErrors id={form.errorId} errors={form.errors} backTo={fields.password.id} />
              {/* Tells password managers whose password it is; not sent. */}
              <input type="email" value={email} autoComplete="username" readOnly hidden />
              <PasswordField
                field={fields.password}
                label="Password"
                hint="So that it is you, and not whoever found this window open."
                autoComplete="current-password"
                focused={lastResult?.error !== undefined}
              />
              <div className="form-foot">
                <SubmitButton busy="Deleting it…" className="button-danger" hint={false}>
                  Delete my account
                </SubmitButton>
              </div>
            </Form>
          )}
        </Sheet>
      </section>
    </SettingsLayout>
  );
}
