/** The form that asks somebody by name. */
import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { friendActSchema } from "../../contracts/friends.ts";
import { FormErrors, SubmitButton, TextField } from "../../ui/forms/fields.tsx";
import { useFlashKey } from "../shared/form-foot.tsx";

export function AddFriend({ lastResult }: { lastResult: SubmissionResult | undefined }) {
  const own = lastResult?.initialValue?.act === "ask" ? lastResult : undefined;
  const [form, fields] = useForm({
    id: "add-friend",
    lastResult: own,
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: friendActSchema }),
  });
  const [asked, befriended] = [useFlashKey("friend_asked"), useFlashKey("friend_accepted")];
  const done = asked ?? befriended;
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Empty for the next name.
    if (done) element.current?.reset();
  }, [done]);
  return (
    <Form
      ref={element}
      method="post"
      action="/friends"
      replace
      preventScrollReset
      aria-label="Add a friend"
      {...getFormProps(form)}
      className="friend-add"
    >
      <input type="hidden" name="act" value="ask" />
      <input type="hidden" name="from" value="friends" />
      <FormErrors id={form.errorId} errors={form.errors} backTo={fields.username.id} />
      <TextField
        field={fields.username}
        label="Username"
        autoComplete="off"
        focused={own?.error !== undefined}
      />
      <SubmitButton busy="Asking…" className="button-primary">
        Ask
      </SubmitButton>
    </Form>
  );
}
