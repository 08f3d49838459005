/** Rebuilds the runs of a room from what its storage has. */
import type { Engine } from "../../../engine/engine.ts";
import { RACE_MS } from "../../../engine/limits.ts";
import { playGhost } from "../run/ghost.ts";
import { type CountedBatch, type Run, resumeRun, startRun } from "../run/referee.ts";
import type { RoomLimits, RoomRecord } from "./room.ts";

export interface StoredBatch {
  racer: number;
  batch: CountedBatch;
}

/** Returns the runs by the racers' ids; none before the race has begun. */
export function resumeRuns(
  { setup, racers, started_at, finish }: RoomRecord,
  { lag }: RoomLimits,
  engine: Engine,
  batches: readonly StoredBatch[],
  now: number,
): Map<number, Run> {
  const runs = new Map<number, Run>();
  if (started_at === null) return runs;
  for (const { id } of racers) {
    const own = batches.filter(({ racer }) => racer === id).map(({ batch }) => batch);
    const run = resumeRun(engine, setup.plan, lag, own);
    // Of a race that is over each run has ended, some of them after their last batch.
    if (finish) engine.advance(run.state, RACE_MS);
    runs.set(id, run);
  }
  for (const ghost of setup.ghosts) {
    const run = startRun(engine, setup.plan, lag);
    playGhost(run, ghost, finish ? RACE_MS : now - started_at);
    run.events = [];
    runs.set(ghost.id, run);
  }
  return runs;
}
