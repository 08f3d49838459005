/**
 * The tokens of links in mails. A token is a mail's id, signed with the site's secret. So the outbox, which has to send the
 * token, need not store it, and who reads the database can open no link; and a forged token is refused before the
 * database is asked or a password hashed.
 */
import { hmac } from "@oslojs/crypto/hmac";
import { SHA256 } from "@oslojs/crypto/sha2";
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import { encodeBase64urlNoPadding } from "@oslojs/encoding";
import { sha256Hex } from "../../sha256.ts";
import type { LinkKind } from "../kinds.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Returns the token of a mail's link: the id, and 256 bits in base64url that nobody without `secret` can make. */
export const linkToken = (kind: LinkKind, mailId: string, secret: string): string =>
  `${mailId}.${encodeBase64urlNoPadding(hmac(SHA256, bytes(secret), bytes(`mail-link:${kind}:${mailId}`)))}`;

/** Returns whether this site made a token, for a link of this kind. It may be spent or old. */
export function isGenuine(kind: LinkKind, token: string, secret: string): boolean {
  const [mailId = ""] = token.split(".");
  return constantTimeEqual(bytes(token), bytes(linkToken(kind, mailId, secret)));
}

/** Returns the hash under which the database stores a token. */
export const linkTokenHash = (token: string): string => sha256Hex(token);
