/** What is said once, to somebody who has just signed in or just left. Works without script. */
import { Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";

/** Carried by the address, which anybody may write: so it can say nothing but what is listed here. */
function messageOf(search: URLSearchParams, signedIn: boolean): ReactNode {
  const failed = search.get("failed") ?? "";
  if (signedIn && /^[1-9]\d{0,3}$/.test(failed)) {
    return (
      <>
        <strong>
          {failed === "1" ? "1 attempt" : `${failed} attempts`} to sign in as you failed
        </strong>{" "}
        since you last signed in. If that was not you,{" "}
        <Link to="/settings/password" className="link">
          change your password
        </Link>
        .
      </>
    );
  }
  if (!signedIn && search.get("deleted") === "1")
    return "The account is deleted, and you are signed out. Thank you for your fixes.";
  return null;
}

export function ArrivalNotice({ signedIn }: { signedIn: boolean }) {
  const { pathname, search } = useLocation();
  const parameters = new URLSearchParams(search);
  const message = messageOf(parameters, signedIn);
  if (!message) return null;
  parameters.delete("failed");
  parameters.delete("deleted");
  const rest = parameters.size > 0 ? `?${parameters}` : "";
  return (
    <div className="arrival" role="alert">
      <p>{message}</p>
      <Link to={pathname + rest} replace preventScrollReset className="button button-quiet">
        Dismiss
      </Link>
    </div>
  );
}
