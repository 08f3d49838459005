/** One provider of identities: the account there that is linked, or the form that links one. */
import { Form } from "@remix-run/react";
import type { Identity, ProviderChoice } from "../../../contracts/identities.ts";
import { When } from "../../../ui/runs/run-cells.tsx";
import { ProviderButtons } from "../../shared/provider-buttons.tsx";

interface WayInProps {
  provider: ProviderChoice;
  /** The account there that is linked. */
  identity: Identity | undefined;
  /** How the owner confirms to be there before another account is linked. */
  confirmation: "password" | "none" | "sign in";
  email: string;
  /** The linked providers, with which somebody can sign in once more. */
  others: ProviderChoice[];
  error: string | undefined;
  now: string;
}

function LinkForm({ provider, confirmation, email, error }: WayInProps) {
  const { id, name } = provider;
  return (
    // A document, because the answer leads to another site.
    <Form method="post" action="/settings/sign-in" reloadDocument className="mt-2 grid gap-3">
      <input type="hidden" name="act" value="link" />
      <input type="hidden" name="provider" value={id} />
      {confirmation === "password" && (
        <>
          {/* Tells password managers whose password it is; not sent. */}
          <input type="email" value={email} autoComplete="username" readOnly hidden />
          <label htmlFor={`password-${id}`} className="label">
            Password, to link {name}
          </label>
          <input
            id={`password-${id}`}
            type="password"
            name="password"
            required
            autoComplete="current-password"
            aria-invalid={error !== undefined || undefined}
            aria-describedby={error === undefined ? undefined : `error-${id}`}
            // biome-ignore lint/a11y/noAutofocus: only the field of a form that came back
            autoFocus={error !== undefined}
            className="input"
          />
        </>
      )}
      <div>
        <button type="submit" className="button">
          Link {name}
        </button>
      </div>
    </Form>
  );
}

export function WayIn(props: WayInProps) {
  const { provider, identity, confirmation, others, error, now } = props;
  const { id, name } = provider;
  return (
    <li className="sheet-line">
      <p className="device-name">{name}</p>
      {identity ? (
        <>
          <p className="hint break-all">
            {identity.label}. Linked <When moment={identity.created_at} now={now} />, last used{" "}
            <When moment={identity.last_used_at} now={now} />
          </p>
          <Form method="post" action="/settings/sign-in" replace preventScrollReset>
            <input type="hidden" name="act" value="unlink" />
            <input type="hidden" name="provider" value={id} />
            <button type="submit" className="button">
              Unlink<span className="sr-only"> {name}</span>
            </button>
          </Form>
        </>
      ) : confirmation === "sign in" ? (
        <>
          <p className="hint">To link {name}, sign in once more first.</p>
          <ProviderButtons
            providers={others}
            verb="Sign in once more with"
            to="/settings/sign-in"
          />
        </>
      ) : (
        <>
          <p className="hint">Not linked.</p>
          <LinkForm {...props} />
        </>
      )}
      {error !== undefined && (
        <p id={`error-${id}`} className="error" role="alert">
          {error}
        </p>
      )}
    </li>
  );
}
