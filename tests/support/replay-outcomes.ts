/** Replays runs, to compare the results of different runtimes. */
import { engineOf } from "../../app/engine/index.ts";
import { type RecordedRun, replayRun } from "../../app/engine/replay.ts";

/** Replays each run with its own engine version. Returns its final state and score as JSON, which shows every digit. */
export function replayOutcomes(runs: RecordedRun[]): Promise<string[]> {
  return Promise.all(
    runs.map(async (run) => {
      const engine = await engineOf(run.plan.engine_version);
      if (!engine) throw new Error("a run of an unknown version");
      const state = replayRun(engine, run);
      return JSON.stringify([state, engine.scoreOf(state)]);
    }),
  );
}
