/** The button that deletes a text, and the question before it: a popover, which needs no script. */
import { Form, useNavigation } from "@remix-run/react";
import { submitOnce } from "../../../ui/forms/submit-once.ts";

interface DeleteTextProps {
  id: string;
  title: string;
}

export function DeleteText({ id, title }: DeleteTextProps) {
  const { formData } = useNavigation();
  const popover = `delete-${id}`;
  const heading = `${popover}-title`;
  const close = () => document.getElementById(popover)?.hidePopover?.();
  return (
    <>
      <button type="button" className="button button-quiet" {...{ popovertarget: popover }}>
        Delete<span className="sr-only"> {title}</span>
      </button>
      <div
        id={popover}
        role="dialog"
        aria-labelledby={heading}
        className="text-question"
        {...{ popover: "auto" }}
      >
        <h2 id={heading}>Delete “{title}”?</h2>
        <p className="text-dim">
          Its code is gone for good. Runs on it keep their figures, but not their keys: nobody can
          watch them any more.
        </p>
        <Form
          method="post"
          action="/practice/texts"
          replace
          preventScrollReset
          className="text-acts"
          onSubmit={close}
        >
          <input type="hidden" name="id" value={id} />
          <button
            type="submit"
            className="button button-danger"
            {...submitOnce(formData?.get("id") === id)}
          >
            Delete it
          </button>
          <button
            type="button"
            className="button"
            {...{ popovertarget: popover, popovertargetaction: "hide" }}
          >
            Keep it
          </button>
        </Form>
      </div>
    </>
  );
}
