import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { editProfile, profile } from "../../.server/accounts/service.ts";
import { profileUpdateSchema as schema } from "../../contracts/account.ts";
import { FormErrors, SubmitButton, TextField } from "../../ui/forms/fields.tsx";
import { When } from "../../ui/runs/run-cells.tsx";
import { requireViewer } from "../shared/authentication.ts";
import { FormFoot } from "../shared/form-foot.tsx";
import { handleForm } from "../shared/forms.ts";
import { unwrap } from "../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "./settings-layout.tsx";

export { links } from "./settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Profile");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const user = await unwrap(request, context, profile(context.db, viewer));
  return { user, now: context.now.toISOString() };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: (actor, value) => editProfile(args.context.db, actor, value, args.context.boardCache),
    redirectTo: "/settings",
    flash: "profile_saved",
  });

export default function ProfileSettings() {
  const { user, now } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "profile",
    lastResult,
    defaultValue: { display_name: user.display_name },
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  return (
    <SettingsLayout title="Profile" text="The part of you that others see.">
      <Sheet file="git config user.name">
        <Form method="post" action="/settings" replace {...getFormProps(form)} className="contents">
          <FormErrors id={form.errorId} errors={form.errors} backTo={fields.display_name.id} />
          <TextField
            field={fields.display_name}
            label="Display name"
            hint="Up to 100 characters. It stands on boards and beside your runs."
            autoComplete="name"
            focused={lastResult?.error !== undefined}
          />
          <FormFoot flash="profile_saved" notice="Saved.">
            <SubmitButton busy="Saving…" className="button-primary">
              Save
            </SubmitButton>
          </FormFoot>
        </Form>
      </Sheet>
      <section aria-labelledby="fixed">
        <h2 id="fixed" className="eyebrow">
          What stays as it is
        </h2>
        <dl className="facts">
          <div>
            <dt>Username</dt>
            <dd>{user.username}</dd>
          </div>
          <div>
            <dt>Email</dt>
            <dd>
              {user.email}
              {!user.email_verified && (
                <>
                  {" "}
                  <Link to="/settings/address" className="link">
                    not confirmed
                  </Link>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>Joined</dt>
            <dd>
              <When moment={user.created_at} now={now} />
            </dd>
          </div>
        </dl>
        <p className="mt-4 text-dim">
          Your address is for signing in; nobody sees it.{" "}
          <Link to={`/u/${user.username}`} className="link">
            Your public page
          </Link>{" "}
          shows the rest.
        </p>
      </section>
    </SettingsLayout>
  );
}
