/** Who may do what is privileged. The statements themselves check it; this says what came of it. */
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { Viewer } from "../tokens.ts";
import { findHasRole, rolesIncluding, type StaffRole } from "./queries.ts";

/** What a privileged statement says of its caller (`admitted`). @throws `unauthenticated`, `forbidden` */
export function assertHasRole(admitted: boolean | null): asserts admitted {
  if (admitted === null) throw inactiveAccount();
  if (!admitted) throw new DomainError("forbidden", "Your role does not allow this");
}

/**
 * Turns away who has not this role, before what they ask is read. A token that names the role passes
 * without a look at the database, since the statement that follows takes one; for any
 * other token the database is asked, because the role may be newer than the token.
 *
 * @throws `unauthenticated`, `forbidden`
 */
export async function requireRole(db: Db, viewer: Viewer, role: StaffRole): Promise<void> {
  if ((rolesIncluding(role) as string[]).includes(viewer.role)) return;
  assertHasRole(await findHasRole(db, viewer, role));
}
