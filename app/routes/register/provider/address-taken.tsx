/**
 * What somebody reads whose address has an account already, which is never taken over: how to get into it, where that is possible,
 * and the way to register with another address. The provider has just vouched for the owner of the address, who may know all this.
 */
import { Link } from "@remix-run/react";
import type { AddressAccount } from "../../../.server/auth/identities/service.ts";
import {
  type AuthProvider,
  PROVIDER_NAMES,
  type ProviderChoice,
} from "../../../contracts/identities.ts";
import { AccountPage } from "../../../ui/layout/account-page.tsx";
import { exactly } from "../../../ui/text/format.ts";

interface Props {
  /** The provider that the visitor came from. */
  provider: ProviderChoice;
  /** The name of their account there. */
  label: string;
  email: string;
  account: AddressAccount;
  /** Where to register with another address. */
  other: string;
}

/** Returns the names of providers, as in "GitHub or Google". */
const either = (providers: AuthProvider[]) =>
  providers.map((id) => PROVIDER_NAMES[id]).join(" or ");

/** Returns what can be done about the account, and whether its owner can sign in and link the provider, or choose a password. */
function adviceOf({ provider: { id, name }, label, account }: Props) {
  const { state, free_at, has_password, providers } = account;
  if (state === "deleted") {
    const until = free_at && ` The address is free again on ${exactly(free_at)}.`;
    return {
      says: `It was deleted, and cannot be opened any more.${until} Until then, you can create an account with another address.`,
      links: false,
      resets: false,
    };
  }
  if (state === "deactivated") {
    return {
      says: "It was deactivated by this site's administrators, and nobody can sign in to it.",
      links: false,
      resets: false,
    };
  }
  if (has_password) {
    return {
      says: `Sign in with your password, and link ${name} in the settings. From then on it signs you in.`,
      links: true,
      resets: true,
    };
  }
  const others = providers.filter((provider) => provider !== id);
  if (others.length > 0) {
    return {
      says: `It has no password: it signs in with ${either(others)}. Do that, and link ${name} in the settings. Or choose a password by a mail to the address.`,
      links: true,
      resets: true,
    };
  }
  const signsIn =
    providers.length > 0 ? ` It signs in with another account at ${name} than ${label}.` : "";
  return {
    says: `It has no password.${signsIn} You can choose a password by a mail to the address.`,
    links: false,
    resets: true,
  };
}

export function AddressTaken(props: Props) {
  const { provider, email, account, other } = props;
  const { says, links, resets } = adviceOf(props);
  return (
    <AccountPage
      title={account.state === "deleted" ? "You had an account." : "You have an account."}
      text={`There ${account.state === "deleted" ? "was" : "is"} one with the address ${email}, which ${provider.name} gave us. It is not opened by ${provider.name} alone.`}
      file="whoami"
      other="So nobody gets into your account by an account elsewhere that you do not know of."
    >
      <p className="wrap-anywhere">{says}</p>
      <div className="grid gap-3">
        {links && (
          <Link to="/login?to=%2Fsettings%2Fsign-in" className="button button-primary">
            Sign in and link {provider.name}
          </Link>
        )}
        {resets && (
          <Link to="/forgot" className={links ? "button" : "button button-primary"}>
            {account.has_password ? "Choose a new password" : "Choose a password"}
          </Link>
        )}
        <Link to={other} className={resets ? "button" : "button button-primary"}>
          Use another address
        </Link>
      </div>
    </AccountPage>
  );
}
