/** A message that is shown once: after signing in, by a link in a mail, or after deleting the account. Works without script. */
import { Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Flash } from "../../contracts/flash.ts";

function messageOf(flash: Flash | undefined): ReactNode {
  switch (flash?.code) {
    case "sign_ins_failed":
      return (
        <>
          <strong>
            {flash.count === 1 ? "1 attempt" : `${flash.count} attempts`} to sign in as you failed
          </strong>{" "}
          since you last signed in. If that was not you,{" "}
          <Link to="/settings/password" className="link">
            change your password
          </Link>
          .
        </>
      );
    case "account_deleted":
      return "The account is deleted, and you are signed out. Thank you for your fixes.";
    case "address_confirmed":
      return "Thank you, your address is confirmed.";
    case "password_reset":
      return "Your new password is set, and every device is signed out. Sign in with it.";
    default:
      // The other codes are shown beside the button that led to them.
      return null;
  }
}

export function FlashNotice({ flash }: { flash: Flash | undefined }) {
  const { pathname, search } = useLocation();
  const message = messageOf(flash);
  if (!message) return null;
  return (
    <div className="flash-notice" role="alert">
      <p>{message}</p>
      {/* Loads the same page again, which no longer has the message. */}
      <Link to={pathname + search} replace preventScrollReset className="button button-quiet">
        Dismiss
      </Link>
    </div>
  );
}
