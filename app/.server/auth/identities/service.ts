/** The rules of identities: signing in with one, linking and unlinking (docs/decisions/0056-identities.md). */
import { type AuthProvider, type Identity, PROVIDER_NAMES } from "../../../contracts/identities.ts";
import { withDefaults } from "../../../contracts/settings.ts";
import type { Db } from "../../db/client.ts";
import { withIsoTimes } from "../../db/json-times.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import { newNotice } from "../../mail/notices.ts";
import type { Mailer } from "../../mail/service.ts";
import type { Caller } from "../authorization/queries.ts";
import { readKnownDevice } from "../known-devices.ts";
import {
  issueTokens,
  newRefreshTokenWithRow,
  type SignInOutcome,
  type TokenContext,
} from "../sign-in/service.ts";
import { confirmPassword, passwordSubject, wrongPassword } from "../throttle/service.ts";
import { hashToken } from "../tokens.ts";
import type { ProvenIdentity } from "./providers.ts";
import {
  clearFailures,
  deleteIdentity,
  FRESH_MINUTES,
  findAddressAccount,
  findWaysIn,
  insertIdentity,
  insertIdentitySignIn,
  type WaysInRow,
} from "./queries.ts";

export type IdentitySignIn =
  | ({ kind: "signed_in" } & SignInOutcome)
  /** The account is deactivated or deleted, or not the one that it has to be. */
  | { kind: "refused" }
  /** No account has the identity. */
  | { kind: "unknown"; addressTaken: boolean };

/** Signs in with an identity that a provider vouches for. The owner is told of a new device, as the settings allow. */
export async function signInWithIdentity(
  db: Db,
  identity: ProvenIdentity,
  tokenContext: TokenContext,
  mailer: Mailer,
  { only, refreshToken }: { only: string | null; refreshToken: string | undefined },
): Promise<IdentitySignIn> {
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const previousHash = refreshToken === undefined ? null : hashToken(refreshToken);
  const known = await readKnownDevice(tokenContext.knownDevice, tokenContext.secret);
  const notice = newNotice("new_device", tokenContext, {});
  const device = { knownBy: known?.account, notice };
  const found = await insertIdentitySignIn(db, identity, row, { only, previousHash, device });
  if (!found.signed_in) {
    if (found.known || only !== null) return { kind: "refused" };
    return { kind: "unknown", addressTaken: found.address_taken };
  }
  if (found.told) mailer.sendLater(notice.id);
  const { theme, notifications, ...account } = found.signed_in;
  const user = withIsoTimes(account, "created_at", "last_login_at");
  return {
    kind: "signed_in",
    tokens: await issueTokens(user, token, tokenContext),
    settings: withDefaults({ theme, notifications } as Parameters<typeof withDefaults>[0]),
  };
}

/** How the account that has an address can be signed in to. */
export interface AddressAccount {
  /** A deactivated or deleted one can not. */
  state: "active" | "deactivated" | "deleted";
  /** When a deleted one is removed, and its address is free; null for any other. */
  free_at: string | null;
  has_password: boolean;
  /** The providers with which it can. */
  providers: AuthProvider[];
}

/**
 * Returns how the account with the address of an identity can be signed in to; undefined if there is none. Whoever a provider vouches for owns
 * the address and may know; nobody else is told.
 */
export async function accountWithAddress(
  db: Db,
  { email }: Pick<ProvenIdentity, "email">,
  usable: readonly AuthProvider[],
): Promise<AddressAccount | undefined> {
  const found = email === null ? undefined : await findAddressAccount(db, email);
  if (!found) return undefined;
  const providers = found.providers.filter((provider) => usable.includes(provider));
  return { ...found, providers };
}

export interface WaysIn extends Omit<WaysInRow, "identities"> {
  identities: Identity[];
}

/** Returns how the caller can sign in. @throws `unauthenticated` */
export async function waysIn(db: Db, caller: Caller): Promise<WaysIn> {
  const found = await findWaysIn(db, caller);
  if (!found) throw inactiveAccount();
  const identities = found.identities.map((identity) => ({
    ...withIsoTimes(identity, "created_at", "last_used_at"),
    name: PROVIDER_NAMES[identity.provider],
  }));
  return { ...found, identities };
}

/** Throws unless this device signed in just now. @throws `sign_in_again` */
export function requireFresh({ fresh }: Pick<WaysIn, "fresh">): void {
  if (fresh) return;
  throw new DomainError(
    "sign_in_again",
    `Sign in once more first: this needs a sign-in of the last ${FRESH_MINUTES} minutes`,
  );
}

/**
 * Makes sure that the owner is there before another way in is linked: by the password, or by a fresh sign-in for an account
 * that has none. Otherwise whoever finds an open window could come back for ever.
 *
 * @throws `sign_in_again`, and as `confirmPassword`
 */
export async function confirmOwner(
  db: Db,
  caller: Caller,
  password: string | undefined,
): Promise<void> {
  if (password !== undefined) {
    await confirmPassword(db, caller, password, "password");
    await clearFailures(db, passwordSubject(caller.id));
    return;
  }
  const found = await waysIn(db, caller);
  if (found.has_password) throw wrongPassword("password");
  requireFresh(found);
}

/** Returns the error of an identity that another account has. */
export const identityTaken = (provider: AuthProvider) =>
  new DomainError(
    "identity_taken",
    `That ${PROVIDER_NAMES[provider]} account signs in to another account here. Unlink it there first.`,
  );

/**
 * Links an identity to the caller's account. One that is linked already is no error.
 *
 * @throws `unauthenticated`, `identity_taken`, `provider_linked`
 */
export async function linkIdentity(
  db: Db,
  caller: Caller,
  identity: ProvenIdentity,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const { provider } = identity;
  const notice = newNotice("identity_linked", tokenContext, { provider: PROVIDER_NAMES[provider] });
  const link = () => insertIdentity(db, caller, identity, notice);
  const isConcurrent = (found: Awaited<ReturnType<typeof link>>) =>
    found.active && !(found.linked || found.own || found.other || found.taken);
  let found = await link();
  // The statement's snapshot does not show an identity that was linked at the same moment; that of a retry does.
  if (isConcurrent(found)) found = await link();
  if (!found.active) throw inactiveAccount();
  if (found.linked) mailer.sendLater(notice.id);
  else if (found.taken) throw identityTaken(provider);
  else if (!found.own) {
    throw new DomainError(
      "provider_linked",
      `Another ${PROVIDER_NAMES[provider]} account is linked already. Unlink it first.`,
    );
  }
}

/**
 * Unlinks the caller's identity of a provider.
 *
 * @param usable the providers with which somebody can sign in
 * @throws `unauthenticated`, `not_found`, `last_way_in`
 */
export async function unlinkIdentity(
  db: Db,
  caller: Caller,
  provider: AuthProvider,
  usable: readonly AuthProvider[],
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const notice = newNotice("identity_unlinked", tokenContext, {
    provider: PROVIDER_NAMES[provider],
  });
  const acted = await deleteIdentity(db, caller, provider, usable, notice);
  if (!acted) throw inactiveAccount();
  if (acted.outcome === "not_linked") {
    throw new DomainError("not_found", `No ${PROVIDER_NAMES[provider]} account is linked`);
  }
  if (acted.outcome === "last_way_in") {
    throw new DomainError(
      "last_way_in",
      "Without it you could not sign in any more. Set a password first, or link another account.",
    );
  }
  mailer.sendLater(notice.id);
}
