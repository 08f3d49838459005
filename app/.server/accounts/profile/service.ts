/** The public page of a player. */
import type { Relation } from "../../../contracts/friends.ts";
import type { PublicProfile } from "../../../contracts/profile.ts";
import type { KnownChoice } from "../../../contracts/start-choice.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { withIsoTimes } from "../../db/json-times.ts";
import { dayOf } from "../../db/time.ts";
import { DomainError } from "../../errors.ts";
import { type FindPresence, type ShownPresence, shownPresence } from "../../friends/presence.ts";
import { findPublicProfile } from "./queries.ts";

/** Returns the public profile of a player. @throws `not_found` */
export async function publicProfile(db: Db, username: string, now: Date): Promise<PublicProfile> {
  const {
    id: _,
    relation: __,
    preferred: ___,
    ...profile
  } = await findPlayer(db, undefined, username, now);
  return profile;
}

export interface PlayerPage extends PublicProfile {
  /** What the player is to the viewer; null for guests and for the viewer's own page. */
  relation: Relation | null;
  /** Of a friend: whether they are in a race, and what the viewer prefers for one with them. Null of everybody else. */
  friend: (ShownPresence & { preferred: KnownChoice | null }) | null;
}

/** Returns the public profile of a player, and what the player is to the viewer. @throws `not_found` */
export async function playerPage(
  db: Db,
  viewer: Caller | undefined,
  username: string,
  now: Date,
  findPresence: FindPresence,
): Promise<PlayerPage> {
  const { id, preferred, ...profile } = await findPlayer(db, viewer, username, now);
  if (profile.relation !== "friends") return { ...profile, friend: null };
  return { ...profile, friend: { ...shownPresence(await findPresence([id]), id), preferred } };
}

async function findPlayer(db: Db, viewer: Caller | undefined, username: string, now: Date) {
  const isUsername = /^\w{3,50}$/.test(username);
  const profile = isUsername
    ? await findPublicProfile(db, viewer, username, dayOf(now))
    : undefined;
  if (!profile) throw new DomainError("not_found", "There is no such player");
  return {
    ...profile,
    best_runs: profile.best_runs.map((run) => withIsoTimes(run, "ended_at")),
    achievements: profile.achievements.map((item) => withIsoTimes(item, "unlocked_at")),
  };
}
