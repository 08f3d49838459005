/** The rules of an account's email address: confirming it, and changing it. */
import type { AddressChange } from "../../../contracts/account.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { TokenContext } from "../../auth/sign-in/service.ts";
import { confirmPassword, passwordSubject, wrongPassword } from "../../auth/throttle/service.ts";
import { type Db, violatedConstraint } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import {
  genuineTokenHash,
  linkSubjects,
  newLink,
  spentLink,
  tooManyMails,
} from "../../mail/links/service.ts";
import { newNotice } from "../../mail/notices.ts";
import type { Mailer } from "../../mail/service.ts";
import { sha256Hex } from "../../sha256.ts";
import {
  ADDRESS_KEYS,
  type Address,
  changeAddress,
  confirmAddress,
  findAddress,
  writeConfirmation,
} from "./queries.ts";

const addressTaken = (path: string) => {
  const message = "There is an account with this address already";
  return new DomainError("email_taken", message, { errors: [{ path, message }] });
};

/** Returns the caller's address, and the one that waits to be confirmed. @throws `unauthenticated` */
export async function addressOf(db: Db, caller: Caller): Promise<Address> {
  const address = await findAddress(db, caller);
  if (!address) throw inactiveAccount();
  return address;
}

/** Confirms an address by the token of a mail, for whoever has it. @throws `link_spent`, `email_taken` */
export async function confirmByLink(db: Db, token: string, secret: string): Promise<void> {
  const tokenHash = genuineTokenHash("confirm_address", token, secret);
  const { confirmed, taken } = await confirmAddress(db, tokenHash).catch((error) => {
    // By another account at the same moment: nothing of the statement holds.
    if (ADDRESS_KEYS.includes(violatedConstraint(error) ?? ""))
      return { confirmed: false, taken: true };
    throw error;
  });
  if (taken) throw addressTaken("token");
  if (!confirmed) throw spentLink();
}

/**
 * Sends the mail that confirms the caller's address again.
 *
 * @throws `unauthenticated`, `too_many_mails`
 */
export async function sendConfirmation(
  db: Db,
  caller: Caller,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const link = newLink("confirm_address", tokenContext.secret);
  // By account and not by address: whoever asks for a link to the address of another must not use up this quota.
  const subjects = {
    ...linkSubjects("confirm_address", null, tokenContext),
    address: sha256Hex(`mail-account:${caller.id}`),
  };
  const written = await writeConfirmation(db, caller, link, subjects);
  if (!written) throw inactiveAccount();
  if (written.wait > 0) throw tooManyMails(written.wait);
  if (!written.confirmed) mailer.sendLater(link.id);
}

/**
 * Lets another address take the place of the caller's as soon as it is confirmed, and tells the present one.
 *
 * @throws `email_taken`, `too_many_mails`, and as `confirmPassword`
 */
export async function moveAddress(
  db: Db,
  caller: Caller,
  { email, password }: AddressChange,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const path = "password";
  const checkedHash = await confirmPassword(db, caller, password, path);
  const link = newLink("confirm_address", tokenContext.secret);
  const notice = newNotice("address_changing", tokenContext, { new_address: email });
  const changed = await changeAddress(db, caller, email, {
    ...{ checkedHash, throttleSubject: passwordSubject(caller.id), link, notice },
    subjects: linkSubjects("confirm_address", email, tokenContext),
  });
  if (!changed) throw inactiveAccount();
  if (changed.taken) throw addressTaken("email");
  if (changed.wait > 0) throw tooManyMails(changed.wait);
  if (!changed.changed) throw wrongPassword(path);
  mailer.sendLater(link.id);
  mailer.sendLater(notice.id);
}
