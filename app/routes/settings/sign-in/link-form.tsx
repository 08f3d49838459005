/** The form that links an account elsewhere, once its owner has confirmed to be there. */
import { Form } from "@remix-run/react";
import type { ProviderChoice } from "../../../contracts/identities.ts";
import { ProviderButtons } from "../../shared/provider-buttons.tsx";

interface LinkFormProps {
  /** The providers of which no account is linked. */
  choices: ProviderChoice[];
  /** The linked ones, with which somebody can sign in once more. */
  linked: ProviderChoice[];
  /** How the owner confirms to be there. */
  confirmation: "password" | "none" | "sign in";
  email: string;
  error: string | undefined;
}

function PasswordLine({ email, error }: Pick<LinkFormProps, "email" | "error">) {
  return (
    <div className="sheet-line">
      {/* Tells password managers whose password it is; not sent. */}
      <input type="email" value={email} autoComplete="username" readOnly hidden />
      <label htmlFor="link-password" className="label">
        Your password
      </label>
      <input
        id="link-password"
        type="password"
        name="password"
        required
        autoComplete="current-password"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? "link-hint" : "link-error"}
        // biome-ignore lint/a11y/noAutofocus: only the field of a form that came back
        autoFocus={error !== undefined}
        className="input"
      />
      {error === undefined && (
        <p id="link-hint" className="hint">
          So that it is you, and not whoever found this window open.
        </p>
      )}
    </div>
  );
}

export function LinkForm({ choices, linked, confirmation, email, error }: LinkFormProps) {
  if (confirmation === "sign in") {
    return (
      <>
        <p>So that it is you, and not whoever found this window open: sign in once more first.</p>
        <ProviderButtons providers={linked} verb="Sign in once more with" to="/settings/sign-in" />
      </>
    );
  }
  return (
    // A document, because the answer leads to another site.
    <Form method="post" action="/settings/sign-in" reloadDocument className="contents">
      <input type="hidden" name="act" value="link" />
      {confirmation === "password" && <PasswordLine email={email} error={error} />}
      {error !== undefined && (
        <p id="link-error" className="error" role="alert">
          {error}
        </p>
      )}
      <div className="form-foot">
        {choices.map(({ id, name }) => (
          <button key={id} type="submit" name="provider" value={id} className="button">
            Link {name}
          </button>
        ))}
      </div>
    </Form>
  );
}
