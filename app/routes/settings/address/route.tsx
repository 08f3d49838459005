import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  addressOf,
  moveAddress,
  sendConfirmation,
} from "../../../.server/accounts/address/service.ts";
import { addressChangeSchema } from "../../../contracts/account.ts";
import {
  FormErrors,
  firstInvalid,
  PasswordField,
  SubmitButton,
  TextField,
} from "../../../ui/forms/fields.tsx";
import { requireViewer } from "../../shared/authentication.ts";
import { FormFoot } from "../../shared/form-foot.tsx";
import { handleForm } from "../../shared/forms.ts";
import { unwrap } from "../../shared/responses.ts";
import { NoPassword } from "../no-password.tsx";
import { SettingsLayout, Sheet, settingsMeta } from "../settings-layout.tsx";

export { links } from "../settings-layout.tsx";

export const meta: MetaFunction = () => settingsMeta("Address");

/** Sends the mail again that confirms the address, or lets another one wait to be confirmed. */
const schema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("confirm") }),
  addressChangeSchema.extend({ act: z.literal("change") }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  return unwrap(request, context, addressOf(context.db, viewer));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: async (actor, value) => {
      const { db, tokenContext, mailer } = args.context;
      if (value.act === "change") {
        const { act: _, ...change } = value;
        await moveAddress(db, actor, change, tokenContext, mailer);
      } else {
        await sendConfirmation(db, actor, tokenContext, mailer);
      }
      return value.act;
    },
    redirectTo: "/settings/address",
    flash: (act) => (act === "change" ? "address_asked" : "confirmation_sent"),
  });

/** Returns what the last form of the page was answered, if it was that of `act`: the page has two. */
function useResultOf(act: z.infer<typeof schema>["act"]) {
  const lastResult = useActionData<typeof action>();
  return lastResult?.initialValue?.act === act ? lastResult : undefined;
}

/** What is known of the address, and the button that mails the link again. */
function Confirmation({ waiting }: { waiting: string }) {
  const [form] = useForm({ id: "confirmation", lastResult: useResultOf("confirm") });
  return (
    <Form
      method="post"
      action="/settings/address"
      replace
      {...getFormProps(form)}
      className="grid justify-items-start gap-3"
    >
      <input type="hidden" name="act" value="confirm" />
      <p className="text-dim">
        <strong className="text-text wrap-anywhere">{waiting}</strong> is not confirmed. The link
        that we mail there works for a day.
      </p>
      <FormErrors id={form.errorId} errors={form.errors} backTo={form.id} />
      <FormFoot flash="confirmation_sent" notice="On its way.">
        <SubmitButton busy="Sending…" className="" hint={false}>
          Mail the link
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

/** The form for another address. */
function Change() {
  const lastResult = useResultOf("change");
  const [form, fields] = useForm({
    id: "address",
    lastResult,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const wrong = firstInvalid(lastResult, "email", "password");
  return (
    <Form
      method="post"
      action="/settings/address"
      replace
      {...getFormProps(form)}
      className="contents"
    >
      <FormErrors id={form.errorId} errors={form.errors} backTo={fields.email.id} />
      <input type="hidden" name="act" value="change" />
      <TextField
        field={fields.email}
        type="email"
        label="New address"
        hint="It takes effect when you have confirmed it. The present one is told."
        autoComplete="email"
        focused={wrong === "email"}
      />
      <PasswordField
        field={fields.password}
        label="Your password"
        autoComplete="current-password"
        focused={wrong === "password"}
      />
      <FormFoot flash="address_asked" notice="A link is on its way to the new address." clears>
        <SubmitButton busy="Asking…" className="button-primary">
          Change address
        </SubmitButton>
      </FormFoot>
    </Form>
  );
}

export default function AddressSettings() {
  const { email, email_verified, pending_email, has_password } = useLoaderData<typeof loader>();
  const waiting = pending_email ?? (email_verified ? null : email);
  return (
    <SettingsLayout
      title="Address"
      text="It is for signing in, and where a link goes when you forget your password. Nobody sees it."
    >
      <dl className="facts">
        <div>
          <dt>Present</dt>
          <dd className="wrap-anywhere">
            {email}{" "}
            <span className="text-dim">{email_verified ? "confirmed" : "not confirmed"}</span>
          </dd>
        </div>
        {pending_email && (
          <div>
            <dt>New</dt>
            <dd className="wrap-anywhere">
              {pending_email} <span className="text-dim">waits to be confirmed</span>
            </dd>
          </div>
        )}
      </dl>
      {waiting && <Confirmation waiting={waiting} />}
      <Sheet file="git config user.email">{has_password ? <Change /> : <NoPassword />}</Sheet>
    </SettingsLayout>
  );
}
