/**
 * The two tokens of a sign-in (docs/decisions/0004-two-tokens.md): a signed
 * access token that is checked without the database, and a random refresh token
 * of which the database keeps the hash.
 */
import { encodeBase64urlNoPadding } from "@oslojs/encoding";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { type Role, roleSchema } from "../../contracts/account.ts";
import { sha256Hex } from "../sha256.ts";
import { signingKey } from "./signing-key.ts";

export const ACCESS_SECONDS = 15 * 60;
export const REFRESH_SECONDS = 30 * 24 * 60 * 60;
/** A spent token is accepted for this long, because several tabs may refresh at the same moment. */
export const REUSE_GRACE_SECONDS = 20;

/** The signed-in account, as its access token describes it. */
export interface Viewer {
  id: string;
  username: string;
  role: Role;
  /** The refresh token family: one signed-in device. */
  family: string;
}

const ISSUER = "pro-dev";

/** The claims of an access token. Another id would fail in the database, in which ids are UUIDs. */
const claimsSchema = z.object({
  sub: z.uuid(),
  username: z.string(),
  role: roleSchema,
  family: z.uuid(),
});

/** Returns an access token for `viewer`, issued at `now`. */
export async function signAccessToken(viewer: Viewer, secret: string, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ username: viewer.username, role: viewer.role, family: viewer.family })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .setIssuer(ISSUER)
    .setSubject(viewer.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_SECONDS)
    .sign(await signingKey(secret));
}

/** Tokens that this isolate has verified. Verifying one takes 0.1 ms, and a player's requests have the same one for a quarter of an hour. */
const verified = new Map<string, { viewer: Viewer; secret: string; expiresAt: number }>();

const MOST_VERIFIED = 1_000;

/** A token as the site writes it. `jose` also reads other spellings, of which anybody could make thousands. */
const SPELLING = /^[\w-]{1,100}\.[\w-]{1,600}\.[\w-]{43}$/;

/** Returns the viewer of a valid access token; undefined for one that is forged, damaged or expired at `now`. */
export async function readAccessToken(
  token: string,
  secret: string,
  now: Date,
): Promise<Viewer | undefined> {
  const known = verified.get(token);
  if (known?.secret === secret && now.getTime() < known.expiresAt) return known.viewer;
  try {
    const { payload } = await jwtVerify(token, await signingKey(secret), {
      algorithms: ["HS256"],
      issuer: ISSUER,
      typ: "at+jwt",
      currentDate: now,
      // `jose` checks the time of a token that has one; one without would be valid for ever.
      requiredClaims: ["exp"],
    });
    const claims = claimsSchema.safeParse(payload).data;
    if (!claims) return undefined;
    const { sub: id, ...rest } = claims;
    const viewer = Object.freeze({ id, ...rest });
    if (SPELLING.test(token)) {
      const [oldest] = verified.keys();
      if (verified.size >= MOST_VERIFIED && oldest !== undefined) verified.delete(oldest);
      verified.set(token, { viewer, secret, expiresAt: 1_000 * (payload.exp ?? 0) });
    }
    return viewer;
  } catch {
    return undefined;
  }
}

/** Returns a new refresh token: 256 random bits, in base64url. */
export function newRefreshToken(): string {
  return encodeBase64urlNoPadding(crypto.getRandomValues(new Uint8Array(32)));
}

/** Returns the hash under which the database stores a refresh token. */
export const hashToken = (token: string): string => sha256Hex(token);
