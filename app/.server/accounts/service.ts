/** The rules of accounts: registering, signing in and out, and who somebody is. */
import type { Login, Registration, SignedIn, User } from "../../contracts/account.ts";
import type { UserStatistics } from "../../contracts/statistics.ts";
import { type Db, violatedConstraint } from "../db/client.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import { checkPassword, hashPassword } from "./passwords.ts";
import {
  findCredentials,
  findStatistics,
  findUser,
  insertSignIn,
  insertUser,
  type NewToken,
  revokeFamily,
  rotateToken,
} from "./queries.ts";
import { ACCESS_SECONDS, hashToken, newRefreshToken, signAccessToken } from "./tokens.ts";

/** What issuing tokens depends on besides the account. */
export interface Issuing {
  /** Signs access tokens. */
  secret: string;
  now: Date;
  /** Shown to people in their list of signed-in devices. */
  userAgent: string | null;
}

async function signedIn(
  { family_id, ...user }: User & { family_id: string },
  refreshToken: string,
  { secret, now }: Issuing,
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

function newToken({ userAgent }: Issuing): { token: string; row: NewToken } {
  const token = newRefreshToken();
  return { token, row: { hash: hashToken(token), userAgent: userAgent?.slice(0, 255) ?? null } };
}

/** Creates an account and signs it in. @throws `username_taken`, `email_taken` */
export async function register(db: Db, request: Registration, issuing: Issuing): Promise<SignedIn> {
  const { token, row } = newToken(issuing);
  const { username, email, display_name = username } = request;
  const password_hash = await hashPassword(request.password);
  try {
    const user = await insertUser(db, { username, email, display_name, password_hash }, row);
    return await signedIn(user, token, issuing);
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint?.startsWith("users_username")) {
      const message = "Somebody has this username already";
      throw new DomainError("username_taken", message, [{ path: "username", message }]);
    }
    if (constraint?.startsWith("users_email")) {
      const message = "There is an account with this address already";
      throw new DomainError("email_taken", message, [{ path: "email", message }]);
    }
    throw error;
  }
}

const wrongCredentials = () =>
  new DomainError("invalid_credentials", "That address and password do not belong together");

/** Signs in. The answer and its time are the same whatever was wrong. @throws `invalid_credentials` */
export async function login(db: Db, request: Login, issuing: Issuing): Promise<SignedIn> {
  const found = await findCredentials(db, request.email);
  const matches = await checkPassword(request.password, found?.password_hash);
  if (!found || !matches || !found.is_active || found.deleted_at) throw wrongCredentials();
  const { token, row } = newToken(issuing);
  const user = await insertSignIn(db, found.id, row);
  if (!user) throw wrongCredentials();
  return signedIn(user, token, issuing);
}

/** Spends a refresh token for a new pair. @throws `invalid_token`, `token_reused` */
export async function refresh(db: Db, presented: string, issuing: Issuing): Promise<SignedIn> {
  const { token, row } = newToken(issuing);
  const { user, reused } = await rotateToken(db, hashToken(presented), row);
  if (reused) {
    throw new DomainError(
      "token_reused",
      "This token was used before, so its sign-in has ended everywhere",
    );
  }
  if (!user)
    throw new DomainError("invalid_token", "This refresh token is unknown, expired or revoked");
  return signedIn(
    {
      ...user,
      created_at: iso(user.created_at),
      last_login_at: user.last_login_at && iso(user.last_login_at),
    },
    token,
    issuing,
  );
}

/** PostgreSQL's JSON writes times with an offset and microseconds. */
const iso = (text: string) => new Date(text).toISOString();

/** Signs out. A token that means nothing is no error: what was asked for is the case. */
export async function logout(db: Db, presented: string): Promise<void> {
  await revokeFamily(db, hashToken(presented));
}

/** The caller's account. @throws `unauthenticated` */
export async function profile(db: Db, userId: string): Promise<User> {
  const user = await findUser(db, userId);
  if (!user) throw inactiveAccount();
  return user;
}

/** The caller's statistics. @throws `unauthenticated` */
export async function statistics(db: Db, userId: string): Promise<UserStatistics> {
  const row = await findStatistics(db, userId);
  if (!row) throw inactiveAccount();
  return row;
}
