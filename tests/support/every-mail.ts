/** A mail of each kind, with the longest that others can put into it. */
import type { MailContent } from "../../app/.server/mail/kinds.ts";

const ACT = {
  at: "2026-11-28T09:05:00.000Z",
  user_agent:
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 <b>Safari</b>/605.1.15",
};

export const EVERY_MAIL: MailContent[] = [
  { kind: "confirm_address", facts: {} },
  { kind: "reset_password", facts: {} },
  {
    kind: "address_changing",
    facts: { ...ACT, new_address: `${"a-long-address".repeat(4)}@example.com` },
  },
  { kind: "password_reset", facts: { ...ACT, user_agent: null } },
  { kind: "password_reset", facts: { ...ACT, unlinked: ["github", "google"] } },
  { kind: "password_changed", facts: ACT },
  { kind: "new_device", facts: ACT },
  { kind: "identity_linked", facts: { ...ACT, provider: "GitHub" } },
  { kind: "identity_unlinked", facts: { ...ACT, provider: "Google" } },
];
