/** The buttons that lead to a provider of identities, and what became of the last way there. They work without script. */
import { useRouteLoaderData } from "@remix-run/react";
import type { Flash } from "../../contracts/flash.ts";
import type { ProviderChoice } from "../../contracts/identities.ts";
import type { loader as rootLoader } from "../../root.tsx";

const NOTICES: Partial<Record<Flash["code"], string>> = {
  identity_taken: "That account signs in to another account here. Unlink it there first.",
  provider_linked: "Another account of that provider is linked already. Unlink it first.",
  sign_in_declined: "You said no there, so nothing was done here.",
  sign_in_expired: "That took too long, or began in another browser. Please begin again.",
  sign_in_failed:
    "The other site did not tell us who you are. It may be away for a moment: try again, or use your password.",
  signed_out_meanwhile:
    "This device was signed out meanwhile, so nothing was linked. Sign in, and link it again.",
  sign_in_refused: "That account elsewhere does not sign in here.",
};

/** Shows once why somebody came back from a provider without what they went for. */
export function ProviderNotice() {
  const flash = useRouteLoaderData<typeof rootLoader>("root")?.flash;
  const notice = flash && NOTICES[flash.code];
  if (!notice) return null;
  return (
    <p className="notice" role="alert">
      {notice}
    </p>
  );
}

interface ProviderButtonsProps {
  providers: ProviderChoice[];
  /** What a button says before the provider's name. */
  verb?: string;
  /** Where to go afterwards. */
  to?: string | null | undefined;
}

export function ProviderButtons({ providers, verb = "Continue with", to }: ProviderButtonsProps) {
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3">
      {providers.map(({ id, name }) => (
        // A plain form: the answer leads to another site, to which only a document can go.
        <form key={id} method="post" action={`/auth/${id}`}>
          {to && <input type="hidden" name="to" value={to} />}
          <button type="submit" className="button w-full">
            {verb} {name}
          </button>
        </form>
      ))}
    </div>
  );
}
