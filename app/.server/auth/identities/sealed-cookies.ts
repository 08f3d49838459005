/**
 * Content of cookies that only this site can read or write, for a purpose and for a while. It is encrypted, because it has
 * the secrets of a sign-in elsewhere, and what the provider says about somebody.
 */
import { hmac } from "@oslojs/crypto/hmac";
import { SHA256 } from "@oslojs/crypto/sha2";
import { EncryptJWT, jwtDecrypt } from "jose";
import type { z } from "zod";

const bytes = (text: string) => new TextEncoder().encode(text);

/** A key of its own, so that nothing else that the secret signs is ever read as such a cookie. */
const keyOf = (secret: string) => hmac(SHA256, bytes(secret), bytes("sealed-cookies"));

/** What a cookie is sealed with. */
export interface Seal {
  /** What the cookie is for: one that was sealed for something else is not read. */
  purpose: string;
  secret: string;
  now: Date;
}

const secondsOf = (time: Date) => Math.floor(time.getTime() / 1000);

/** Returns the value of a cookie that can be read for so many seconds. */
export const seal = (content: object, seconds: number, { purpose, secret, now }: Seal) =>
  new EncryptJWT({ ...content })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(purpose)
    .setIssuedAt(secondsOf(now))
    .setExpirationTime(secondsOf(now) + seconds)
    .encrypt(keyOf(secret));

/** Returns the content of a cookie; undefined for one that is forged, damaged, too old, or for another purpose. */
export async function unseal<Schema extends z.ZodType>(
  schema: Schema,
  cookie: string | undefined,
  { purpose, secret, now }: Seal,
): Promise<z.infer<Schema> | undefined> {
  if (cookie === undefined) return undefined;
  try {
    const { payload } = await jwtDecrypt(cookie, keyOf(secret), {
      audience: purpose,
      currentDate: now,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      requiredClaims: ["exp"],
    });
    return schema.safeParse(payload).data;
  } catch {
    return undefined;
  }
}
