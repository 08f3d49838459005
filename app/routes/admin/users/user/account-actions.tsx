/** The changes that an administrator may make to an account. Harmful ones need a second click, also without script. */
import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { ROLES, type Role } from "../../../../contracts/account.ts";
import { submitOnce } from "../../../../ui/forms/submit-once.ts";
import { ROLE_NAMES } from "../../shared/badges.tsx";

interface ActionFormProps {
  act: string;
  children?: ReactNode;
  button: string;
  danger?: boolean;
}

function ActionForm({ act, children, button, danger = false }: ActionFormProps) {
  const { state } = useNavigation();
  return (
    <Form method="post" replace preventScrollReset className="grid gap-3">
      <input type="hidden" name="act" value={act} />
      {children}
      <button
        type="submit"
        className={danger ? "button button-danger" : "button"}
        {...submitOnce(state !== "idle")}
      >
        {button}
      </button>
    </Form>
  );
}

/** Unfolds an explanation of the action and the button that carries it out. */
function ConfirmedAction({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className="admin-confirm">
      <summary className="button">{name}</summary>
      <div className="grid gap-3 pt-3 text-sm">{children}</div>
    </details>
  );
}

interface AccountActionsProps {
  user: { role: Role; is_active: boolean; username: string };
  /** Whether it is the administrator's own account. */
  self: boolean;
}

export function AccountActions({ user, self }: AccountActionsProps) {
  const state = `${user.role}${user.is_active}`;
  const heading = useRef<HTMLHeadingElement>(null);
  const shownState = useRef(state);
  useEffect(() => {
    // The change replaced the element that had the focus.
    if (shownState.current !== state) heading.current?.focus({ preventScroll: true });
    shownState.current = state;
  }, [state]);
  return (
    <section className="card" aria-labelledby="powers">
      <h2 ref={heading} id="powers" tabIndex={-1}>
        Change
      </h2>
      <ActionForms key={state} user={user} self={self} />
    </section>
  );
}

/** The forms. They are made anew for each state of the account, folded up and with nothing chosen. */
function ActionForms({ user, self }: AccountActionsProps) {
  return (
    <div className="mt-5 grid gap-5">
      <ActionForm act="role" button="Set the role">
        <div>
          <label htmlFor="role" className="label">
            Role
          </label>
          <select id="role" name="role" className="input mt-1" defaultValue={user.role}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_NAMES[role]}
              </option>
            ))}
          </select>
        </div>
      </ActionForm>
      {self && (
        <p className="text-sm text-dim">
          This is you. What you take from yourself is gone at once.
        </p>
      )}
      <div className="grid gap-3">
        <ConfirmedAction name="Sign out everywhere…">
          <p className="text-dim">Every device of {user.username} has to sign in again.</p>
          <ActionForm act="sign_out" button="Sign out everywhere" danger />
        </ConfirmedAction>
        {user.is_active ? (
          <ConfirmedAction name="Switch off…">
            <p className="text-dim">
              {user.username} is signed out everywhere, cannot sign in, and is gone from every
              public page and board. Nothing is deleted.
            </p>
            <ActionForm act="off" button="Switch off" danger />
          </ConfirmedAction>
        ) : (
          <ActionForm act="on" button="Switch on again" />
        )}
      </div>
    </div>
  );
}
