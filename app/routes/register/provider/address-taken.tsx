/** What somebody reads whose address has an account already. It is never taken over: who has it signs in and links. */
import { Link } from "@remix-run/react";
import { AccountPage } from "../../../ui/layout/account-page.tsx";

export function AddressTaken({ provider, email }: { provider: string; email: string }) {
  return (
    <AccountPage
      title="You have an account."
      text={`There is one with the address ${email}, which ${provider} gave us. It is not opened by ${provider} alone.`}
      file="whoami"
      other="So nobody gets into your account by an account elsewhere that you do not know of."
    >
      <p>
        Sign in with your password, and link {provider} in the settings. From then on it signs you
        in.
      </p>
      <div className="grid gap-3">
        <Link to="/login?to=%2Fsettings%2Fsign-in" className="button button-primary">
          Sign in and link {provider}
        </Link>
        <Link to="/forgot" className="button">
          Choose a new password
        </Link>
      </div>
    </AccountPage>
  );
}
