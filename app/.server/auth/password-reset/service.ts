/** The rules of a forgotten password. */
import type { PasswordReset, PasswordResetRequest } from "../../../contracts/account.ts";
import type { Db } from "../../db/client.ts";
import { genuineTokenHash, linkSubjects, newLink, spentLink } from "../../mail/links/service.ts";
import { newNotice } from "../../mail/notices.ts";
import type { Mailer } from "../../mail/service.ts";
import { hashPassword } from "../passwords.ts";
import type { TokenContext } from "../sign-in/service.ts";
import { resetPassword, writeResetMail } from "./queries.ts";

/**
 * Mails a link by which a new password is chosen. It answers the same, in the same time, for every address: the mail is sent
 * after the response.
 */
export async function forgotPassword(
  db: Db,
  { email }: PasswordResetRequest,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const link = newLink("reset_password", tokenContext.secret);
  const written = await writeResetMail(
    db,
    email,
    link,
    linkSubjects("reset_password", email, tokenContext),
  );
  if (written) mailer.sendLater(link.id);
}

/**
 * Sets a new password by the token of a mail. Whoever has it is not signed in by it. A forged token costs nothing: it
 * is refused before anything is hashed.
 *
 * @throws `link_spent`
 */
export async function choosePassword(
  db: Db,
  { token, password }: PasswordReset,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const tokenHash = genuineTokenHash("reset_password", token, tokenContext.secret);
  const notice = newNotice("password_reset", tokenContext, {});
  const reset = await resetPassword(db, tokenHash, await hashPassword(password), notice);
  if (!reset) throw spentLink();
  mailer.sendLater(notice.id);
}
