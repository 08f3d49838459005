/** The race of a rematch with the ghost of an earlier run. */
import type { GhostRace } from "../../../contracts/result-page.ts";
import { engineOf } from "../../../engine/index.ts";
import { type PointTimeline, racerOf, verdictOf } from "../../../engine/race.ts";
import { planOf } from "../../games/sessions/plan.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import type { PlayedRow, RivalRow } from "./queries.ts";

type PlayedKeys = Pick<PlayedRow, "engine_version" | "outcome" | "ended_at_ms" | "key_sequence">;

/** Returns the earned points of a run on the plan of `row`, under its own rules; null without its keys or its rules. */
async function pointsIn(
  row: PlayedRow,
  { engine_version, outcome, ended_at_ms: endedAt, key_sequence }: PlayedKeys,
): Promise<PointTimeline | null> {
  const engine = key_sequence && (await engineOf(engine_version));
  if (!key_sequence || !engine) return null;
  const plan = planOf({ ...row, engine_version });
  return racerOf(engine, { plan, keys: unpackKeys(key_sequence), outcome, endedAt }).points;
}

/** Returns who won a rematch, and where it was decided. */
export async function raceOf(row: PlayedRow, rival: RivalRow): Promise<GhostRace> {
  const { id, final_score, username, display_name } = rival;
  const [own, theirs] = await Promise.all([pointsIn(row, row), pointsIn(row, rival)]);
  return {
    rival: { id, final_score, user: { username, display_name } },
    verdict: verdictOf(
      { score: row.final_score, points: own },
      { score: final_score, points: theirs },
    ),
  };
}
