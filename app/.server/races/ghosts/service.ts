/** The rules of finding ghosts for a race. */
import { RACE_MS } from "../../../engine/limits.ts";
import type { Db } from "../../db/client.ts";
import { dayOf } from "../../db/time.ts";
import { planOf } from "../../games/sessions/plan.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import type { GhostRace, GhostWish } from "../run/ghost.ts";
import { findGhosts } from "./queries.ts";

/**
 * Returns ghosts with their plan, whose mode is `ghost_race`: such a race is unranked. One round trip.
 *
 * @returns undefined when there is no plan that fits
 */
export async function ghostsFor(
  db: Db,
  { language, difficulty, engine_version, user_ids: userIds, most }: GhostWish,
  now: Date,
): Promise<GhostRace | undefined> {
  const day = dayOf(now);
  const choice = { language, difficulty, engineVersion: engine_version };
  const found = await findGhosts(db, { ...choice, userIds, day, most });
  if (!found) return undefined;
  const { seed, versions, snippets, ghosts } = found;
  const plan = { seed, language, difficulty, engine_version, snippets };
  return {
    plan: planOf({ ...plan, mode: "ghost_race" }),
    snippet_versions: versions,
    ghosts: ghosts.map(({ key_sequence, ...ghost }) => ({
      ...ghost,
      keys: unpackKeys(key_sequence).filter(([t]) => t <= RACE_MS),
    })),
  };
}
