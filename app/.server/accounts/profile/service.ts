/** What is shown of a player: to everybody, or all of it to the player alone. */
import type { Export } from "../../../contracts/export.ts";
import type { PublicProfile } from "../../../contracts/profile.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { dayOf, isoTime } from "../../db/time.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import { findEverything, findPublicProfile } from "./queries.ts";

/** The public page of a player. @throws `not_found` */
export async function publicProfile(db: Db, username: string, now: Date): Promise<PublicProfile> {
  const known = /^\w{3,50}$/.test(username);
  const found = known ? await findPublicProfile(db, username, dayOf(now)) : undefined;
  if (!found) throw new DomainError("not_found", "There is no such player");
  return {
    ...found,
    best_runs: found.best_runs.map((run) => ({ ...run, ended_at: isoTime(run.ended_at) })),
    achievements: found.achievements.map((one) => ({
      ...one,
      unlocked_at: isoTime(one.unlocked_at),
    })),
  };
}

/** Everything that is held about the caller, but for secrets. @throws `unauthenticated` */
export async function exportData(db: Db, caller: Caller, now: Date): Promise<Export> {
  const found = await findEverything(db, caller);
  if (!found) throw inactiveAccount();
  return { exported_at: now.toISOString(), ...found };
}
