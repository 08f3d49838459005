/** Ghosts for a room in memory. */
import { randomUUID } from "node:crypto";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { ghostsFound } from "../../app/.server/races/room/alone.ts";
import type { GhostRace, GhostWish } from "../../app/.server/races/run/ghost.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { RACE_MS } from "../../app/engine/limits.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { type Habits, play } from "../../seed/player.ts";
import { newPerson, quitRace, racePlan, TestRoom, typeTogether } from "./race-room.ts";

/** Returns ghosts with the plan that they all played: by default a quick one, and a slow one who quit after a minute. */
export function ghostRace(
  habits: Habits[] = [{ wpm: 90 }, { wpm: 30, until: 60_000, hands: 1 }],
): GhostRace {
  const plan = { ...racePlan(77), mode: "ghost_race" as const };
  const ghosts = habits.map((each, i) => {
    const { keys, outcome, endedAt } = play({ ...plan, mode: "daily" }, each);
    return {
      result_id: randomUUID(),
      name: `Ghost ${i}`,
      username: `ghost_${i}`,
      keys: keys.filter(([t]) => t <= RACE_MS),
      outcome,
      ended_at_ms: endedAt,
    };
  });
  return { plan, snippet_versions: [7], ghosts };
}

/** Answers the last wish of a room. */
export function answerWish(race: TestRoom, found: GhostRace | undefined): void {
  const wish = race.wishes.at(-1);
  if (!wish) throw new Error("the room has not asked for ghosts");
  race.carryOut(ghostsFound(race.room, structuredClone(wish) as GhostWish, found, race.now));
}

/** Returns the score of a ghost at a time of the race, from its whole log. */
export function ghostScore({ plan, ghosts }: GhostRace, index: number, elapsed: number): number {
  const ghost = ghosts[index];
  if (!ghost) throw new Error("no such ghost");
  const at = Math.min(elapsed, RACE_MS);
  const keys = ghost.keys.filter(([t]) => t <= at);
  const [outcome, endedAt] =
    ghost.outcome === "quit" && ghost.ended_at_ms <= at
      ? (["quit", ghost.ended_at_ms] as const)
      : (["time", at] as const);
  return currentEngine.scoreOf(replayRun(currentEngine, { plan, keys, outcome, endedAt }))
    .final_score;
}

/** A race of one person for a minute, against ghosts that were found. A null is a guest. */
export function raceWithGhosts(player: Caller | null, found: GhostRace): TestRoom {
  const race = new TestRoom({ visibility: "public" });
  race.now = Date.now() - 71_000;
  race.room.since = race.now;
  const one = race.enter("one", newPerson("one", player?.id ?? null));
  race.advance(8_000);
  answerWish(race, found);
  race.advance(3_000);
  typeTogether(race, 60_000, [one, { wpm: 70, hands: 5 }]);
  quitRace(race, one);
  race.advance(250);
  return race;
}
