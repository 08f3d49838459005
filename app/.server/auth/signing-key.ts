/** The key that tokens are signed with. */

/** The key that was made last. An isolate has one secret. */
let last: { secret: string; key: CryptoKey } | undefined;

/** Returns the key of a secret, for HS256. It is made once, because every request of somebody signed in needs it. */
export async function signingKey(secret: string): Promise<CryptoKey> {
  if (last?.secret === secret) return last.key;
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
  // Not the promise: a request must not wait for what another one has begun.
  last = { secret, key };
  return key;
}
