import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { changeSettings, settings } from "../../../.server/accounts/settings/service.ts";
import { FormErrors, SubmitButton } from "../../../ui/forms/fields.tsx";
import { requireViewer } from "../../shared/authentication.ts";
import { FormFoot } from "../../shared/form-foot.tsx";
import { handleForm } from "../../shared/forms.ts";
import { unwrap } from "../../shared/responses.ts";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";
import { RadioField, SheetComment, SliderField, SwitchField } from "./fields.tsx";
import { formDefaults, preferencesSchema as schema } from "./form-schema.ts";
import {
  DIFFICULTY_OPTIONS,
  LANGUAGE_OPTIONS,
  RESTART_KEY_OPTIONS,
  TARGET_KEY_OPTIONS,
  THEME_OPTIONS,
} from "./options.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Preferences");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  return { settings: await unwrap(request, context, settings(context.db, viewer)) };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: async (actor, value) => {
      const { theme } = await changeSettings(args.context.db, actor, value);
      args.context.setTheme(theme);
    },
    redirectTo: "/settings/preferences",
    flash: "preferences_saved",
  });

export default function Preferences() {
  const { settings } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: "preferences",
    lastResult,
    defaultValue: formDefaults(settings),
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const controls = fields.controls.getFieldset();
  const notifications = fields.notifications.getFieldset();
  return (
    <SettingsLayout
      title="Preferences"
      text="How the editor looks, and what it does when you press a key."
    >
      <Sheet file=".prodevrc">
        <Form
          method="post"
          action="/settings/preferences"
          replace
          preventScrollReset
          {...getFormProps(form)}
          className="contents"
        >
          <FormErrors id={form.errorId} errors={form.errors} backTo={fields.sound_enabled.id} />
          <SheetComment>Look</SheetComment>
          <RadioField
            field={fields.theme}
            label="Theme"
            options={THEME_OPTIONS}
            className="themes"
            optionClassName="choice theme"
          />
          <SheetComment>Game</SheetComment>
          <RadioField
            field={fields.preferred_language}
            label="Language"
            hint="Chosen already when you come to play."
            options={LANGUAGE_OPTIONS}
          />
          <RadioField
            field={fields.preferred_difficulty}
            label="Difficulty"
            options={DIFFICULTY_OPTIONS}
          />
          <SheetComment>Keys</SheetComment>
          <RadioField
            field={controls.target_key}
            label="Next target"
            hint="Aims at the next bug."
            options={TARGET_KEY_OPTIONS}
          />
          <RadioField
            field={controls.restart_key}
            label="Restart"
            hint="Starts the same game anew in the middle of one."
            options={RESTART_KEY_OPTIONS}
          />
          <SheetComment>Sound</SheetComment>
          <SwitchField
            field={fields.sound_enabled}
            label="Sound"
            hint="Of keys, shots and what hits the wall. Ctrl+M mutes the game while you play."
          />
          <SliderField field={fields.sound_volume} label="Volume" />
          <SheetComment>Notices</SheetComment>
          <SwitchField
            field={notifications.failed_sign_ins}
            label="Failed sign-ins"
            hint="After signing in, says how often others did not manage to."
          />
          <SwitchField
            field={notifications.achievements}
            label="Achievements"
            hint="At the end of a run, says what it unlocked."
          />
          <SwitchField
            field={notifications.friend_request}
            label="Friend requests"
            hint="Says who asks. Requests wait on your page of friends in any case."
          />
          <SwitchField
            field={notifications.friend_accepted}
            label="New friends"
            hint="Says who accepted your request."
          />
          <SwitchField
            field={notifications.best_passed}
            label="Passed bests"
            hint="Says which friend got past your best score."
          />
          <SwitchField
            field={notifications.race_invitation}
            label="Race invitations"
            hint="Says which friend wants to race you now."
          />
          <SheetComment>Mails</SheetComment>
          <SwitchField
            field={notifications.new_device}
            label="New devices"
            hint="Tells you when a browser or program signs in that has not before."
          />
          <SwitchField
            field={notifications.password_changed}
            label="Changed password"
            hint="Tells you when your password is changed here. A reset by mail is always told."
          />
          <FormFoot flash="preferences_saved" notice="Saved.">
            <SubmitButton busy="Saving…" className="button-primary">
              Save
            </SubmitButton>
          </FormFoot>
        </Form>
      </Sheet>
    </SettingsLayout>
  );
}
