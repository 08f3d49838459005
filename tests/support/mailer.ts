/** Mails of tests that are about something else. */
import { linkSubjects, newLink } from "../../app/.server/mail/links/service.ts";
import type { NewMail } from "../../app/.server/mail/outbox/queries.ts";
import type { Mailer } from "../../app/.server/mail/service.ts";

/** Sends nothing. */
export const NO_MAILER: Mailer = { sendLater() {} };

/** Returns a mail that says that a password was changed. */
export const passwordNotice = (): NewMail => ({
  id: crypto.randomUUID(),
  content: {
    kind: "password_changed",
    facts: { at: new Date().toISOString(), user_agent: null },
  },
});

/** Returns the link that confirms the address of a new account. */
export const confirmationLink = (secret = "a secret of the tests") => ({
  ...newLink("confirm_address", secret),
  subjects: linkSubjects("confirm_address", null, { network: null, wideNetwork: null }),
});
