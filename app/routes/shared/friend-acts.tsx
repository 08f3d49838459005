/** Forms with one button that act on another player, for the page of friends and for public profiles. */
import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { FriendAct } from "../../contracts/friends.ts";
import { submitOnce } from "../../ui/forms/submit-once.ts";

export interface ActProps {
  act: FriendAct;
  username: string;
  /** The page that the act leads back to. */
  from: "friends" | "profile";
  children: ReactNode;
  className?: string;
  onSubmit?: () => void;
}

/** Whether the form of this act on this player is being sent. */
function useSending(act: FriendAct, username: string): boolean {
  const { formData } = useNavigation();
  return formData?.get("act") === act && formData.get("username") === username;
}

export function ActButton({ act, username, from, children, className = "", onSubmit }: ActProps) {
  return (
    <Form
      method="post"
      action="/friends"
      replace
      preventScrollReset
      {...(onSubmit && { onSubmit })}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="username" value={username} />
      <input type="hidden" name="from" value={from} />
      <button
        type="submit"
        className={`button ${className}`}
        {...submitOnce(useSending(act, username))}
      >
        {children}
        <span className="sr-only"> {username}</span>
      </button>
    </Form>
  );
}

interface QuestionProps extends Omit<ActProps, "children"> {
  /** What the button that asks says, and the one that confirms. */
  label: string;
  confirm: string;
  title: string;
  children: ReactNode;
}

/** A button that asks before it acts: a popover, which needs no script. */
export function AskFirst({ label, confirm, title, children, ...act }: QuestionProps) {
  const popover = `${act.act}-${act.username}`;
  const heading = `${popover}-title`;
  const close = () => document.getElementById(popover)?.hidePopover?.();
  return (
    <>
      <button
        type="button"
        className={`button ${act.className ?? "button-quiet"}`}
        {...{ popovertarget: popover }}
      >
        {label}
        <span className="sr-only"> {act.username}</span>
      </button>
      <div
        id={popover}
        role="dialog"
        aria-labelledby={heading}
        className="friend-question"
        {...{ popover: "auto" }}
      >
        <h2 id={heading}>{title}</h2>
        <p className="text-dim">{children}</p>
        <div className="friend-acts">
          <ActButton {...act} className="button-danger" onSubmit={close}>
            {confirm}
          </ActButton>
          <button
            type="button"
            className="button"
            {...{ popovertarget: popover, popovertargetaction: "hide" }}
          >
            Cancel
          </button>
        </div>
      </div>
    </>
  );
}

type Target = Pick<ActProps, "username" | "from">;

export const RemoveFriend = (target: Target) => (
  <AskFirst
    {...target}
    act="end"
    label="Remove"
    confirm="Remove"
    title={`Remove ${target.username}?`}
  >
    You leave each other&rsquo;s lists and boards. Nobody gets a message about it, and either of you
    can ask again.
  </AskFirst>
);

export const BlockPlayer = (target: Target) => (
  <AskFirst
    {...target}
    act="block"
    label="Block"
    confirm="Block"
    title={`Block ${target.username}?`}
  >
    Their requests no longer reach you, and a friendship ends. They are not told, and you can take
    it back.
  </AskFirst>
);
