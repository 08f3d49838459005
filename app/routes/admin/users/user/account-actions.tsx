/** What an administrator may do to an account. What hurts asks once more; without script, too. */
import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { ROLES, type Role } from "../../../../contracts/account.ts";
import { submitOnce } from "../../../../ui/forms/submit-once.ts";
import { ROLE_NAMES } from "../../shared/badges.tsx";

interface ActProps {
  act: string;
  children?: ReactNode;
  button: string;
  danger?: boolean;
}

function Act({ act, children, button, danger = false }: ActProps) {
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

/** Opens to what it would do, and the button that does it. */
function Confirmed({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className="admin-confirm">
      <summary className="button">{name}</summary>
      <div className="grid gap-3 pt-3 text-sm">{children}</div>
    </details>
  );
}

interface PowersProps {
  user: { role: Role; is_active: boolean; username: string };
  /** Whether it is the administrator's own account. */
  self: boolean;
}

export function AccountActions({ user, self }: PowersProps) {
  const state = `${user.role}${user.is_active}`;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(state);
  useEffect(() => {
    // What had the focus is of the state before, and gone.
    if (shown.current !== state) heading.current?.focus({ preventScroll: true });
    shown.current = state;
  }, [state]);
  return (
    <section className="card" aria-labelledby="powers">
      <h2 ref={heading} id="powers" tabIndex={-1}>
        Change
      </h2>
      <Acts key={state} user={user} self={self} />
    </section>
  );
}

/** As the account is: opened and chosen for another state is nothing. */
function Acts({ user, self }: PowersProps) {
  return (
    <div className="mt-5 grid gap-5">
      <Act act="role" button="Set the role">
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
      </Act>
      {self && (
        <p className="text-sm text-dim">
          This is you. What you take from yourself is gone at once.
        </p>
      )}
      <div className="grid gap-3">
        <Confirmed name="Sign out everywhere…">
          <p className="text-dim">Every device of {user.username} has to sign in again.</p>
          <Act act="sign_out" button="Sign out everywhere" danger />
        </Confirmed>
        {user.is_active ? (
          <Confirmed name="Switch off…">
            <p className="text-dim">
              {user.username} is signed out everywhere, cannot sign in, and is gone from every
              public page and board. Nothing is deleted.
            </p>
            <Act act="off" button="Switch off" danger />
          </Confirmed>
        ) : (
          <Act act="on" button="Switch on again" />
        )}
      </div>
    </div>
  );
}
