/** The download of everything about an account. */
import type { Export } from "../../../contracts/export.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { findAccountData } from "./queries.ts";

/** Returns everything that is stored about the caller, except for secrets. @throws `unauthenticated` */
export async function exportData(db: Db, caller: Caller, now: Date): Promise<Export> {
  const data = await findAccountData(db, caller);
  if (!data) throw inactiveAccount();
  return { exported_at: now.toISOString(), ...data };
}
