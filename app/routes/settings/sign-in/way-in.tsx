/** An account elsewhere that signs in, and the button that unlinks it. */
import { Form } from "@remix-run/react";
import type { Identity } from "../../../contracts/identities.ts";
import { When } from "../../../ui/runs/run-cells.tsx";

interface WayInProps {
  identity: Identity;
  error: string | undefined;
  now: string;
}

export function WayIn({ identity, error, now }: WayInProps) {
  const { provider, name, label, created_at, last_used_at } = identity;
  return (
    <li className="sheet-line">
      <p className="device-name">{name}</p>
      <p className="hint wrap-anywhere">
        {label}. Linked <When moment={created_at} now={now} />, last used{" "}
        <When moment={last_used_at} now={now} />
      </p>
      <Form method="post" action="/settings/sign-in" replace preventScrollReset>
        <input type="hidden" name="act" value="unlink" />
        <input type="hidden" name="provider" value={provider} />
        <button type="submit" className="button">
          Unlink<span className="sr-only"> {name}</span>
        </button>
      </Form>
      {error !== undefined && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
    </li>
  );
}
