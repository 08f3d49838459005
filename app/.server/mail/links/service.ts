/** What mails with links are made of, and the refusal of a link. */

import { DomainError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import type { LinkKind } from "../kinds.ts";
import { type LinkSubjects, type NewLink, subjectText } from "./queries.ts";
import { isGenuine, linkToken, linkTokenHash } from "./tokens.ts";

/** Returns a new mail with a link, and what the database stores of its token. */
export function newLink(kind: LinkKind, secret: string): NewLink {
  const id = crypto.randomUUID();
  return { kind, id, tokenHash: linkTokenHash(linkToken(kind, id, secret)) };
}

/** The error of a link that does nothing. It does not say why: a forged one was never there. */
export const spentLink = () =>
  new DomainError("link_spent", "This link was used before, or is too old. Ask for a new one.");

/** The error of a mail beyond the quota. */
export const tooManyMails = (wait: number) =>
  new DomainError(
    "too_many_mails",
    `Enough mails for now. Ask again in ${Math.ceil(wait / 60)} minutes.`,
    { retryAfter: wait },
  );

/** Returns the hash of a token that this site made. @throws `link_spent` for any other */
export function genuineTokenHash(kind: LinkKind, token: string, secret: string): string {
  if (!isGenuine(kind, token, secret)) throw spentLink();
  return linkTokenHash(token);
}

/**
 * Returns the subjects under which a mail with a link counts.
 *
 * @param address null to count it for the network alone
 */
export function linkSubjects(
  kind: LinkKind,
  address: string | null,
  { network, wideNetwork }: { network: string | null; wideNetwork: string | null },
): LinkSubjects {
  const subject = (of: keyof LinkSubjects, text: string | null) =>
    text && sha256Hex(subjectText(kind, of, text));
  return {
    address: subject("address", address?.toLowerCase() ?? null),
    network: subject("network", network),
    wideNetwork: subject("wideNetwork", wideNetwork),
  };
}
