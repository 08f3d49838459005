/** The rules of signing in and out, and of the devices that are signed in. */
import type { Device, Login, SignedIn } from "../../../contracts/account.ts";
import type { Settings } from "../../../contracts/settings.ts";
import { withDefaults } from "../../../contracts/settings.ts";
import type { Db } from "../../db/client.ts";
import { withIsoTimes } from "../../db/json-times.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import { newNotice } from "../../mail/notices.ts";
import type { Mailer } from "../../mail/service.ts";
import type { Caller } from "../authorization/queries.ts";
import { readKnownDevice } from "../known-devices.ts";
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
  type SignedInUser,
} from "./queries.ts";

/** What the tokens of a request depend on besides the account. */
export interface TokenContext {
  /** The key that signs access tokens. */
  secret: string;
  now: Date;
  /** Shown in the list of signed-in devices. */
  userAgent: string | null;
  /** The network of the request's address, if it is known. */
  network: string | null;
  /** The IPv6 /48 of the request's address, which contains `network`; null for other addresses. */
  wideNetwork: string | null;
  /** The cookie of a browser that has signed in before. */
  knownDevice?: string | undefined;
}

/** Returns an account with the tokens of its sign-in. */
export async function issueTokens(
  { family_id, ...user }: SignedInUser,
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

/** Returns a new refresh token, and the row that the database stores of it. */
export function newRefreshTokenWithRow({ userAgent }: TokenContext): {
  token: string;
  row: NewToken;
} {
  const token = newRefreshToken();
  return { token, row: { hash: hashToken(token), userAgent: userAgent?.slice(0, 255) ?? null } };
}

export interface SignInOutcome {
  tokens: SignedIn;
  /** The settings that the site applies right after signing in. */
  settings: Pick<Settings, "theme" | "notifications">;
}

/**
 * Signs in, and tells the owner of a new device by mail, as the settings allow. The refusal of a wrong password and that of
 * an unknown account are the same, and take the same time.
 *
 * @throws `invalid_credentials`, `too_many_attempts`
 */
export async function login(
  db: Db,
  { email, password }: Login,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<SignInOutcome> {
  const known = await readKnownDevice(tokenContext.knownDevice, tokenContext.secret);
  const subjects = throttleSubjects(email, tokenContext, known);
  // Counts a failure beforehand; `insertSignIn` takes it back.
  const { user, failures, subject, blocked_ms } = await countSignInFailure(db, email, subjects);
  const matches = await checkPassword(password, user?.password_hash);
  if (blocked_ms !== null) throw tooManyAttempts(blocked_ms);
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const notice = newNotice("new_device", tokenContext, {});
  const inserted =
    matches && user?.usable
      ? await insertSignIn(
          db,
          { id: user.id, checkedHash: user.password_hash },
          row,
          { ...subjects, own: subject },
          { knownBy: known?.account, notice },
        )
      : undefined;
  if (!inserted) {
    throw new DomainError(
      "invalid_credentials",
      "That address and password do not belong together",
    );
  }
  const { theme, notifications, told, ...account } = inserted;
  if (told) mailer.sendLater(notice.id);
  const tokens = await issueTokens(account, token, tokenContext);
  return {
    tokens: failures > 0 ? { ...tokens, failed_attempts: failures } : tokens,
    settings: withDefaults({ theme, notifications }),
  };
}

/** Spends a refresh token for a new pair. @throws `invalid_token`, `token_reused` */
export async function refresh(
  db: Db,
  refreshToken: string,
  tokenContext: TokenContext,
): Promise<SignedIn> {
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const { user, reused } = await rotateToken(db, hashToken(refreshToken), row);
  if (reused) {
    throw new DomainError(
      "token_reused",
      "This token was used before, so its sign-in has ended everywhere",
    );
  }
  if (!user) {
    throw new DomainError("invalid_token", "This refresh token is unknown, expired or revoked");
  }
  return issueTokens(withIsoTimes(user, "created_at", "last_login_at"), token, tokenContext);
}

/** Signs a device out. An unknown token is no error, because its device is signed out already. */
export async function logout(db: Db, refreshToken: string): Promise<void> {
  await endSignIn(db, hashToken(refreshToken));
}

/** Lists the caller's signed-in devices, the last used first. @throws `unauthenticated` */
export async function devices(db: Db, caller: Caller): Promise<Device[]> {
  const found = await findDevices(db, caller);
  if (!found) throw inactiveAccount();
  return found.map((device) => ({ ...device, current: device.id === caller.family }));
}

/** An id that no device has. `end_sign_ins` would take null for all devices. */
const NO_DEVICE = "00000000-0000-0000-0000-000000000000";

/** Signs one of the caller's devices out. @throws `unauthenticated`, `not_found` */
export async function signOutDevice(db: Db, caller: Caller, deviceId: string): Promise<void> {
  // Text that is not a UUID is queried too, because the statement first checks whether the caller may act.
  const device = await endDevice(db, caller, uuidOrNull(deviceId) ?? NO_DEVICE);
  if (!device) throw inactiveAccount();
  if (device.ended === 0) {
    throw new DomainError("not_found", "You are not signed in on such a device");
  }
}
