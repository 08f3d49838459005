/** The rules of signing in and out, and of the devices that are signed in. */
import { z } from "zod";
import type { Device, Login, SignedIn, User } from "../../../contracts/account.ts";
import type { Settings } from "../../../contracts/settings.ts";
import { withDefaults } from "../../../contracts/settings.ts";
import type { Db } from "../../db/client.ts";
import { isoTime } from "../../db/time.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { Caller } from "../authorization/queries.ts";
import { checkPassword } from "../passwords.ts";
import { countSignInFailure } from "../throttle/queries.ts";
import { throttleSubjects, tooManyAttempts } from "../throttle/service.ts";
import { ACCESS_SECONDS, hashToken, newRefreshToken, signAccessToken } from "../tokens.ts";
import {
  endDevice,
  endSignIn,
  findDevices,
  insertSignIn,
  type NewToken,
  rotateToken,
} from "./queries.ts";

/** What tokenContext tokens depends on besides the account. */
export interface TokenContext {
  /** Signs access tokens. */
  secret: string;
  now: Date;
  /** Shown to people in their list of signed-in devices. */
  userAgent: string | null;
  /** The network that asks, if it is known. */
  network: string | null;
}

/** The answer to somebody who is signed in now. */
export async function signedIn(
  { family_id, ...user }: User & { family_id: string },
  refreshToken: string,
  { secret, now }: TokenContext,
): Promise<SignedIn> {
  const viewer = { id: user.id, username: user.username, role: user.role, family: family_id };
  return {
    user,
    access_token: await signAccessToken(viewer, secret, now),
    token_type: "Bearer",
    expires_in: ACCESS_SECONDS,
    refresh_token: refreshToken,
  };
}

/** A refresh token, and what is stored of it. */
export function newToken({ userAgent }: TokenContext): { token: string; row: NewToken } {
  const token = newRefreshToken();
  return { token, row: { hash: hashToken(token), userAgent: userAgent?.slice(0, 255) ?? null } };
}

export interface SignInOutcome {
  tokens: SignedIn;
  /** What the site does with it at once. */
  preferences: Pick<Settings, "theme" | "notifications">;
}

/**
 * Signs in. The answer and its time are the same whatever was wrong, and whether
 * the account exists or not.
 *
 * @throws `invalid_credentials`, `too_many_attempts`
 */
export async function login(db: Db, request: Login, tokenContext: TokenContext): Promise<SignInOutcome> {
  const subjects = throttleSubjects(request.email, tokenContext.network);
  const { user: found, failures, blocked_ms } = await countSignInFailure(db, request.email, subjects);
  const matches = await checkPassword(request.password, found?.password_hash);
  if (blocked_ms !== null) {
    throw tooManyAttempts(blocked_ms);
  }
  const { token, row } = newToken(tokenContext);
  const account =
    matches && found?.usable
      ? await insertSignIn(db, { id: found.id, compared: found.password_hash }, row, subjects)
      : undefined;
  if (!account) {
    throw new DomainError(
      "invalid_credentials",
      "That address and password do not belong together",
    );
  }
  const { theme, notifications, ...user } = account;
  const answer = await signedIn(user, token, tokenContext);
  return {
    tokens: failures > 0 ? { ...answer, failed_attempts: failures } : answer,
    preferences: withDefaults({ theme, notifications }),
  };
}

/** Spends a refresh token for a new pair. @throws `invalid_token`, `token_reused` */
export async function refresh(db: Db, presented: string, tokenContext: TokenContext): Promise<SignedIn> {
  const { token, row } = newToken(tokenContext);
  const { user, reused } = await rotateToken(db, hashToken(presented), row);
  if (reused) {
    throw new DomainError(
      "token_reused",
      "This token was used before, so its sign-in has ended everywhere",
    );
  }
  if (!user) {
    throw new DomainError("invalid_token", "This refresh token is unknown, expired or revoked");
  }
  const created_at = isoTime(user.created_at);
  const last_login_at = user.last_login_at && isoTime(user.last_login_at);
  return signedIn({ ...user, created_at, last_login_at }, token, tokenContext);
}

/** Signs out. A token that means nothing is no error: what was asked for is the case. */
export async function logout(db: Db, presented: string): Promise<void> {
  await endSignIn(db, hashToken(presented));
}

/** Where the caller is signed in, the last used first. @throws `unauthenticated` */
export async function devices(db: Db, caller: Caller): Promise<Device[]> {
  const found = await findDevices(db, caller);
  if (!found) throw inactiveAccount();
  return found.map((device) => ({ ...device, current: device.id === caller.family }));
}

const NO_DEVICE = "00000000-0000-0000-0000-000000000000";

/** Signs one of the caller's devices out. @throws `unauthenticated`, `not_found` */
export async function signOutDevice(db: Db, caller: Caller, deviceId: string): Promise<void> {
  const none = new DomainError("not_found", "You are not signed in on such a device");
  // Who is asking is settled before what they ask for.
  const id = z.uuid().safeParse(deviceId).data ?? NO_DEVICE;
  const found = await endDevice(db, caller, id);
  if (!found) throw inactiveAccount();
  if (found.ended === 0) throw none;
}
