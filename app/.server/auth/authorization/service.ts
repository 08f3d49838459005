/** Refusals of callers without the role that a privileged call needs. */
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { Viewer } from "../tokens.ts";
import { type Caller, findHasRole, rolesIncluding, type StaffRole } from "./queries.ts";

/** Throws unless `hasRole`, the column of a privileged statement, is true. @throws `unauthenticated`, `forbidden` */
export function assertHasRole(hasRole: boolean | null): asserts hasRole {
  if (hasRole === null) throw inactiveAccount();
  if (!hasRole) throw new DomainError("forbidden", "Your role does not allow this");
}

/**
 * Refuses a caller without the role before the request's body is read. A token that names the role passes
 * without a query, because the statement that follows checks the role in the database. For any other token
 * the database is asked, because an account may have got the role after its token was issued.
 *
 * @throws `unauthenticated`, `forbidden`
 */
export async function requireRole(db: Db, viewer: Viewer, role: StaffRole): Promise<void> {
  const roles: string[] = rolesIncluding(role);
  if (roles.includes(viewer.role)) return;
  await confirmRole(db, viewer, role);
}

/**
 * Asks the database for the caller's role. For calls that work for some milliseconds before their statement, which an
 * administrator of yesterday may not make the Worker do.
 *
 * @throws `unauthenticated`, `forbidden`
 */
export async function confirmRole(db: Db, caller: Caller, role: StaffRole): Promise<void> {
  assertHasRole(await findHasRole(db, caller, role));
}
