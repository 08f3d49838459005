import { Link } from "@remix-run/react";

/** Stands where a form asks for the password of an account that has none. */
export function NoPassword() {
  return (
    <p>
      It asks for your password, and you have none.{" "}
      <Link to="/settings/password" className="link">
        Set one first
      </Link>
      .
    </p>
  );
}
